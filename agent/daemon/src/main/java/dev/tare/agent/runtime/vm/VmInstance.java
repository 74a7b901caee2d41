package dev.tare.agent.runtime.vm;

import dev.tare.agent.process.Deadline;
import dev.tare.agent.runtime.Accounting;
import dev.tare.agent.runtime.Instance;
import dev.tare.agent.runtime.Step;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A guest. Its machine would drop what it has not yet handed on when the guest ends, so the guest is let go only when all that
 * its program wrote has been read; one whose output nobody reads stays until it is reaped.
 */
final class VmInstance implements Instance {

    private static final Logger LOG = LoggerFactory.getLogger(VmInstance.class);
    private static final int NO_WORD = 255;

    private final Instance machine;
    private final Control control;
    private final List<GuestSocket> awaited;
    private final CountedStream out;
    private final CompletableFuture<Control.Ended> ended = new CompletableFuture<>();

    private VmInstance(Instance machine, Control control, List<GuestSocket> awaited) {
        this.machine = machine;
        this.control = control;
        this.awaited = List.copyOf(awaited);
        this.out = new CountedStream(machine.out(), this::letGoIfRead);
    }

    /**
     * Begins to.
     *
     * @param machine the process and the channels of the streams
     * @param awaited on which nobody connects any more when the machine has ended
     */
    static VmInstance watch(Instance machine, Control control, List<GuestSocket> awaited) {
        VmInstance instance = new VmInstance(machine, control, awaited);
        Thread.ofVirtual().name("guest's word").start(instance::listen);
        Thread.ofVirtual().name("guest's end").start(instance::closeAtTheEnd);
        return instance;
    }

    private void listen() {
        try {
            ended.complete(control.await());
            letGoIfRead();
        } catch (IOException e) {
            ended.completeExceptionally(e);
        }
    }

    private void letGoIfRead() {
        if (ended.state() == Future.State.SUCCESS && isRead(ended.resultNow())) {
            close(control);
        }
    }

    private boolean isRead(Control.Ended how) {
        return how.stdoutBytes().isPresent()
                ? out.delivered() >= how.stdoutBytes().getAsLong()
                : out.isAtTheEnd();
    }

    private void closeAtTheEnd() {
        try {
            while (machine.await(Duration.ofDays(1)).isEmpty()) {
                LOG.debug("a guest runs for a day");
            }
            close(control);
            awaited.forEach(VmInstance::close);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("a guest's socket was closed before", e);
        }
    }

    @Override
    public OutputStream in() {
        return machine.in();
    }

    @Override
    public InputStream out() {
        return out;
    }

    @Override
    public InputStream err() {
        return machine.err();
    }

    @Override
    public OptionalInt await(Duration wait) throws InterruptedException {
        Deadline deadline = Deadline.after(wait);
        try {
            return OptionalInt.of(
                    ended.get(wait.toNanos(), TimeUnit.NANOSECONDS).status());
        } catch (TimeoutException e) {
            return OptionalInt.empty();
        } catch (ExecutionException e) {
            // a machine that panicked or powered itself off ends well, its program did not
            OptionalInt status = machine.await(deadline.left());
            return status.isPresent() && status.getAsInt() == 0 ? OptionalInt.of(NO_WORD) : status;
        }
    }

    @Override
    public Accounting accounting() {
        return machine.accounting();
    }

    @Override
    public List<Step> startup() {
        return machine.startup();
    }
}
