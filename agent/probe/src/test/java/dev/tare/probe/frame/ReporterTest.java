package dev.tare.probe.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.frame.FrameReader;
import dev.tare.common.frame.FrameWriter;
import dev.tare.common.histogram.LatencyHistogram;
import dev.tare.probe.clock.Phase;
import dev.tare.probe.workload.Counts;
import dev.tare.probe.workload.Slice;
import dev.tare.proto.probe.v1.ProbeResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
final class ReporterTest {

    private static final int CAPACITY = 4;

    @Test
    void anAgentThatDoesNotReadCostsSlicesAndTheyAreCounted() throws Exception {
        SlowPipe pipe = new SlowPipe();
        Reporter reporter = new Reporter(new FrameWriter<>(pipe), CAPACITY, 0);
        reporter.offer(slice(0));
        pipe.writing.await();
        for (int index = 1; index <= 10; index++) {
            reporter.offer(slice(index));
        }
        pipe.open.countDown();
        assertThat(reporter.close()).isEqualTo(10 - CAPACITY);
        FrameReader<ProbeResponse> reader =
                new FrameReader<>(new ByteArrayInputStream(pipe.bytes.toByteArray()), ProbeResponse.parser());
        for (int index = 0; index <= CAPACITY; index++) {
            assertThat(reader.read().orElseThrow().getInterval().getIndex()).isEqualTo(index);
        }
        assertThat(reader.read()).isEmpty();
        assertThat(reporter.recycled()).as("histograms come back").isNotNull();
    }

    @Test
    void slicesLeaveTogetherAndTheLastAtTheEnd() throws Exception {
        SlowPipe pipe = new SlowPipe();
        pipe.open.countDown();
        Reporter reporter = new Reporter(new FrameWriter<>(pipe), 2 * CAPACITY, CAPACITY);
        for (int index = 0; index <= CAPACITY; index++) {
            reporter.offer(slice(index));
        }
        assertThat(reporter.close()).isZero();
        assertThat(pipe.writes).isEqualTo(2);
    }

    private static Slice slice(int index) {
        return new Slice(
                index,
                Phase.MEASURE,
                index,
                index + 1L,
                Optional.of(Counts.NOTHING),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.of(LatencyHistogram.empty()),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());
    }

    private static final class SlowPipe extends OutputStream {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int writes;
        private final CountDownLatch writing = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            writing.countDown();
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            bytes.write(source, offset, length);
            writes++;
        }
    }
}
