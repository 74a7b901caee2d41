package dev.tare.agent.runtime.vm;

import dev.tare.agent.process.Deadline;
import dev.tare.agent.runtime.Accounting;
import dev.tare.agent.runtime.Instance;
import dev.tare.agent.runtime.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A guest. QEMU would drop what it has not yet written when the guest powers off, so the guest is let go only when all that its
 * program wrote has been read; one whose output nobody reads stays until it is reaped.
 */
final class VmInstance implements Instance {

    private static final Logger LOG = LoggerFactory.getLogger(VmInstance.class);
    private static final int NO_WORD = 255;

    private final Instance qemu;
    private final Control control;
    private final CountedStream out;
    private final CompletableFuture<Control.Ended> ended = new CompletableFuture<>();

    private VmInstance(Instance qemu, Control control) {
        this.qemu = qemu;
        this.control = control;
        this.out = new CountedStream(qemu.out(), this::letGoIfRead);
    }

    static VmInstance watch(Instance qemu, Control control) {
        VmInstance instance = new VmInstance(qemu, control);
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
        if (ended.isDone()
                && !ended.isCompletedExceptionally()
                && out.delivered() >= ended.join().stdoutBytes()) {
            closeControl();
        }
    }

    private void closeAtTheEnd() {
        try {
            while (qemu.await(Duration.ofDays(1)).isEmpty()) {
                LOG.debug("a guest runs for a day");
            }
            closeControl();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeControl() {
        try {
            control.close();
        } catch (IOException e) {
            LOG.debug("the control socket was closed before", e);
        }
    }

    @Override
    public OutputStream in() {
        return qemu.in();
    }

    @Override
    public InputStream out() {
        return out;
    }

    @Override
    public InputStream err() {
        return qemu.err();
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
            OptionalInt status = qemu.await(deadline.left());
            return status.isPresent() && status.getAsInt() == 0 ? OptionalInt.of(NO_WORD) : status;
        }
    }

    @Override
    public Accounting accounting() {
        return qemu.accounting();
    }

    @Override
    public List<Step> startup() {
        return qemu.startup();
    }
}
