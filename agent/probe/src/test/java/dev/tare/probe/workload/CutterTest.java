package dev.tare.probe.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.histogram.LatencyHistogram;
import dev.tare.common.linux.TcpInfo;
import dev.tare.probe.clock.Phase;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Timing;
import dev.tare.probe.clock.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** With a clock that only moves when somebody waits: one nanosecond, one byte. */
final class CutterTest {

    private static final OptionalLong ABSENT = OptionalLong.empty();

    private final List<Slice> slices = new ArrayList<>();
    private long now = 900;
    private long lateNanos;

    @Test
    void slicesFollowEachOtherFromTheStartToTheExactEnd() {
        cut(new Timing(200, 250, 100), Long.MAX_VALUE);
        assertThat(slices).extracting(Slice::startNanos).containsExactly(1_000L, 1_100L, 1_200L, 1_300L, 1_400L);
        assertThat(slices).extracting(Slice::endNanos).containsExactly(1_100L, 1_200L, 1_300L, 1_400L, 1_450L);
        assertThat(slices)
                .extracting(Slice::phase)
                .containsExactly(Phase.WARMUP, Phase.WARMUP, Phase.MEASURE, Phase.MEASURE, Phase.MEASURE);
        assertThat(slices).extracting(Slice::index).containsExactly(0, 1, 2, 3, 4);
        assertThat(slices)
                .extracting(slice -> slice.counts().orElseThrow().receivedBytes())
                .containsExactly(100L, 100L, 100L, 100L, 50L);
        assertThat(slices).allSatisfy(slice -> {
            assertThat(slice.cpuNanos()).hasValue((slice.endNanos() - slice.startNanos()) / 2);
            assertThat(slice.latencies().orElseThrow().getTotalCount()).isOne();
            TcpChange tcp = slice.tcp().orElseThrow();
            assertThat(tcp.segmentsOut()).hasValue(slice.endNanos() - slice.startNanos());
            assertThat(tcp.rttMicros()).hasValue(25);
            assertThat(tcp.minRttMicros()).isEmpty();
        });
    }

    @Test
    void edgesAreToldAsTheyWere() {
        lateNanos = 7;
        cut(new Timing(100, 200, 100), Long.MAX_VALUE);
        assertThat(slices).extracting(Slice::startNanos).containsExactly(1_007L, 1_107L, 1_207L);
        assertThat(slices)
                .extracting(slice -> slice.counts().orElseThrow().receivedBytes())
                .containsExactly(100L, 100L, 100L);
    }

    @Test
    void aLateCutterMergesSlicesButKeepsPhasesApart() {
        lateNanos = 150;
        cut(new Timing(200, 400, 100), Long.MAX_VALUE);
        assertThat(slices).extracting(Slice::index).containsExactly(0, 1, 2);
        assertThat(slices).extracting(Slice::phase).containsExactly(Phase.WARMUP, Phase.MEASURE, Phase.MEASURE);
        assertThat(slices.getLast().endNanos()).isEqualTo(1_750);
        assertThat(slices.stream()
                        .mapToLong(slice -> slice.counts().orElseThrow().receivedBytes())
                        .sum())
                .isEqualTo(600);
    }

    @Test
    void whatIsCutShortEndsThere() {
        cut(new Timing(0, 1_000, 100), 1_230);
        assertThat(slices).extracting(Slice::endNanos).containsExactly(1_100L, 1_200L, 1_230L);
    }

    @Test
    void nothingIsToldOfATrialThatNeverStarted() {
        cut(new Timing(0, 1_000, 100), 950);
        assertThat(slices).isEmpty();
    }

    private void cut(Timing timing, long stopNanos) {
        Window window = timing.from(1_000);
        Cutter cutter = new Cutter(new Steady(), () -> now, () -> OptionalLong.of(now / 2), new Collecting());
        cutter.cut(window, nanos -> {
            boolean came = nanos + lateNanos <= stopNanos;
            now = Math.max(now, came ? nanos + lateNanos : stopNanos);
            return came;
        });
    }

    private final class Collecting implements SliceSink {

        @Override
        public void offer(Slice slice) {
            slices.add(slice);
        }

        @Override
        public @Nullable Histogram recycled() {
            return null;
        }
    }

    private final class Steady implements Workload {

        @Override
        public Opened open(Stop stop) {
            throw new IllegalStateException("open already");
        }

        @Override
        public Optional<Totals> run(Window window, Stop stop) {
            return Optional.of(Totals.NOTHING);
        }

        @Override
        public Optional<Counts> counts() {
            return Optional.of(new Counts(now, 0));
        }

        @Override
        public Optional<Histogram> takeLatencies(@Nullable Histogram recycled) {
            Histogram histogram = LatencyHistogram.empty();
            histogram.recordValue(now);
            return Optional.of(histogram);
        }

        @Override
        public List<TcpInfo> tcpInfos() {
            OptionalLong some = OptionalLong.of(now);
            return List.of(
                    new TcpInfo(some, ABSENT, OptionalLong.of(20), ABSENT, ABSENT, ABSENT, OptionalLong.of(3), ABSENT),
                    new TcpInfo(some, ABSENT, OptionalLong.of(30), ABSENT, ABSENT, ABSENT, some, ABSENT));
        }

        @Override
        public void giveUp() {
            throw new IllegalStateException("never overdue");
        }

        @Override
        public void wake() {
            throw new IllegalStateException("nobody waits");
        }

        @Override
        public void close() {
            slices.clear();
        }
    }
}
