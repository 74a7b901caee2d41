package dev.tare.common.histogram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

final class HistogramCodecTest {

    @Test
    void whatIsEncodedComesBackWholeEvenAtTheEdges() throws HistogramFormatException {
        Histogram histogram = filled(17_000, LatencyHistogram.LOWEST_NANOS, 1_000_003, LatencyHistogram.HIGHEST_NANOS);
        byte[] bytes = HistogramCodec.encode(histogram);
        assertThat(HistogramCodec.decode(bytes)).isEqualTo(histogram);
        assertThat(HistogramCodec.decode(HistogramCodec.encode(LatencyHistogram.empty()))
                        .getTotalCount())
                .isZero();
    }

    @Test
    void mergingKeepsEveryCountAndTheMaximum() throws HistogramFormatException {
        Histogram first = HistogramCodec.decode(HistogramCodec.encode(filled(100, 200)));
        Histogram second = HistogramCodec.decode(HistogramCodec.encode(filled(300, 40_000)));
        Histogram all = LatencyHistogram.empty();
        all.add(first);
        all.add(second);
        assertThat(all.getTotalCount()).isEqualTo(4);
        assertThat(all.getValueAtPercentile(50)).isEqualTo(200);
        assertThat(all.getMaxValue()).isGreaterThanOrEqualTo(40_000);
    }

    @Test
    void otherShapesAreRefused() {
        byte[] fine = HistogramCodec.encode(new Histogram(1, LatencyHistogram.HIGHEST_NANOS, 5));
        assertThatThrownBy(() -> HistogramCodec.decode(fine))
                .isInstanceOf(HistogramFormatException.class)
                .hasMessageContaining("5 significant digits");
        byte[] wide = HistogramCodec.encode(new Histogram(1, Long.MAX_VALUE / 4, 3));
        assertThatThrownBy(() -> HistogramCodec.decode(wide)).hasMessageContaining("highest value");
    }

    @Test
    void truncatedAndFlippedBytesAreRefusedOrDecodedButNothingElse() {
        byte[] good = HistogramCodec.encode(filled(1, 2, 3, 5_000, 70_000_000));
        for (int kept = 0; kept < good.length; kept++) {
            byte[] cut = Arrays.copyOf(good, kept);
            assertThatThrownBy(() -> HistogramCodec.decode(cut)).isInstanceOf(HistogramFormatException.class);
        }
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 500; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            refused += refuses(bad) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(400);
    }

    @Test
    void aHugeClaimIsRefusedBeforeItIsAllocated() {
        byte[] bytes = new byte[HistogramCodec.MAXIMUM_BYTES + 1];
        assertThatThrownBy(() -> HistogramCodec.decode(bytes)).hasMessageContaining("of 1048577 bytes");
        byte[] claim = ByteBuffer.allocate(8)
                .putInt(0x1c849314)
                .putInt(Integer.MAX_VALUE)
                .array();
        assertThatThrownBy(() -> HistogramCodec.decode(claim)).hasMessageContaining("length does not fit");
    }

    private static boolean refuses(byte[] bytes) {
        try {
            return HistogramCodec.decode(bytes).getTotalCount() < 0;
        } catch (HistogramFormatException e) {
            return true;
        }
    }

    private static Histogram filled(long... nanos) {
        Histogram histogram = LatencyHistogram.empty();
        Arrays.stream(nanos).forEach(histogram::recordValue);
        return histogram;
    }
}
