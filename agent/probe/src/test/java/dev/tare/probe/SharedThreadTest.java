package dev.tare.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.proto.probe.v1.Failure;
import dev.tare.proto.probe.v1.ProbeResponse;
import dev.tare.proto.probe.v1.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that share a thread of the probe, with a peer of which one stream is not as the others. */
@Timeout(60)
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
final class SharedThreadTest {

    private static final long LONG_NANOS = 60_000_000_000L;
    private static final int STREAMS = 4;
    private static final int BLOCK_BYTES = 65_536;

    /** More than the buffers of both ends of a stream that nobody reads, which would be all that the others move. */
    private static final long MUCH_BYTES = 32L * 1024 * 1024;

    private final AtomicInteger connected = new AtomicInteger();
    private final CountDownLatch moved = new CountDownLatch(STREAMS - 1);
    private final CountDownLatch odd = new CountDownLatch(1);

    @ParameterizedTest
    @CsvSource({"tcp-stream, 1", "tcp-stream, 2", "tcp-maerts, 1", "tcp-maerts, 3"})
    void aStreamThatStandsStillHoldsUpNoOther(String workload, int threads) throws Exception {
        boolean sends = workload.equals("tcp-stream");
        try (FakePeer peer = peer(sends, socket -> {});
                FakeAgent client = new FakeAgent()) {
            begin(client, peer, workload, threads);
            moved.await();
            client.stop();
            ProbeResponse last = client.last();
            assertThat(last.hasFinished()).as("%s", last).isTrue();
            long counted = sends
                    ? last.getFinished().getTotalSentBytes()
                    : last.getFinished().getTotalReceivedBytes();
            assertThat(counted).isGreaterThan(sends ? (STREAMS - 1) * MUCH_BYTES : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp-stream", "tcp-maerts"})
    void oneThatIsClosedEndsTheTrial(String workload) throws Exception {
        try (FakePeer peer = peer(workload.equals("tcp-stream"), this::closeWhenAllGoOn);
                FakeAgent client = new FakeAgent()) {
            begin(client, peer, workload, 1);
            moved.await();
            odd.countDown();
            Failure failure = client.failure();
            assertThat(failure.getCode()).as(failure.getMessage()).isEqualTo("peer-closed");
            assertThat(failure.getMessage()).contains("on connection ").contains("before the end of the window");
            assertThat(client.exitStatus()).isEqualTo(Ending.FAILED);
        }
    }

    /** It is waited for after the window, as where it has a thread of its own. */
    @Test
    void oneThatIsNeverReadIsNamedAfterTheWindow() throws Exception {
        try (FakePeer peer = peer(true, socket -> {});
                FakeAgent client = new FakeAgent()) {
            client.setup(FakeAgent.setup(Role.ROLE_CLIENT, "tcp-stream", peer.port())
                    .putWorkloadOptions("streams", "" + STREAMS)
                    .putWorkloadOptions("threads", "1"));
            client.prepared();
            client.start(System.nanoTime());
            Failure failure = client.failure();
            assertThat(failure.getCode()).as(failure.getMessage()).isEqualTo("peer-stalled");
        }
    }

    @Test
    void moreThreadsThanStreamsAreRefused() throws Exception {
        try (FakeAgent client = new FakeAgent()) {
            client.setup(FakeAgent.setup(Role.ROLE_CLIENT, "tcp-stream", 7411)
                    .putWorkloadOptions("streams", "2")
                    .putWorkloadOptions("threads", "3"));
            Failure failure = client.failure();
            assertThat(failure.getCode()).isEqualTo("bad-setup");
            assertThat(failure.getMessage()).contains("more threads, 3, than streams, 2");
        }
    }

    private static void begin(FakeAgent client, FakePeer peer, String workload, int threads) throws IOException {
        client.setup(FakeAgent.setup(Role.ROLE_CLIENT, workload, peer.port())
                .putWorkloadOptions("streams", "" + STREAMS)
                .putWorkloadOptions("threads", "" + threads)
                .putWorkloadOptions("block", "" + BLOCK_BYTES)
                .setDurationNanos(LONG_NANOS)
                // few, for nobody reads them before the end
                .setIntervalNanos(1_000_000_000));
        client.prepared();
        client.start(System.nanoTime());
    }

    /** The first stream is treated as {@code first} says; the others move bytes for as long as they can. */
    private FakePeer peer(boolean reads, FakePeer.Talking first) throws IOException {
        FakePeer.Talking others = reads ? this::read : this::write;
        return new FakePeer(
                socket -> (connected.getAndIncrement() == 0 ? first : others).talk(socket),
                (number, request, from) -> {});
    }

    private void closeWhenAllGoOn(Socket socket) throws IOException {
        try {
            odd.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        socket.close();
    }

    private void read(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] block = new byte[BLOCK_BYTES];
        long before = 0;
        for (int read = in.read(block); read >= 0; read = in.read(block)) {
            tell(before, before + read);
            before += read;
        }
        socket.close();
    }

    private void write(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        byte[] block = new byte[BLOCK_BYTES];
        for (long before = 0; ; before += block.length) {
            out.write(block);
            tell(before, before + block.length);
        }
    }

    private void tell(long before, long after) {
        if (before < MUCH_BYTES && after >= MUCH_BYTES) {
            moved.countDown();
        }
    }
}
