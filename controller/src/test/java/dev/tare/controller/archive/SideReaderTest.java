package dev.tare.controller.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tare.common.histogram.HistogramCodec;
import dev.tare.common.histogram.LatencyHistogram;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Trial;
import dev.tare.proto.agent.v1.RunTrialResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class SideReaderTest {

    @Test
    void readsAllMessages() throws IOException {
        SideData data = read(stream());
        assertThat(data.defects()).isEmpty();
        assertThat(data.intervals()).hasSize(25);
        assertThat(data.window()).hasSize(20);
        assertThat(data.samples()).hasSize(25);
        assertThat(Objects.requireNonNull(data.prepared()).congestionControl()).isEqualTo("cubic");
        assertThat(Objects.requireNonNull(data.done()).completed()).isTrue();
        KeptHistogram latency = data.window().getFirst().latency();
        assertThat(Objects.requireNonNull(latency).histogram().getTotalCount()).isPositive();
    }

    @Test
    void aLastMessageThatWasCutOffIsAFactAndTheRestIsKept() throws IOException {
        byte[] whole = stream();
        SideData data = read(Arrays.copyOf(whole, whole.length - 5));
        assertThat(data.intervals()).hasSize(25);
        assertThat(data.done()).isNull();
        assertThat(data.defects()).singleElement().asString().contains("the last message is cut off");
    }

    @Test
    void everyLengthOfTheFileCanBeRead() throws IOException {
        byte[] whole = stream();
        for (int length = 0; length < whole.length; length += 97) {
            SideData data = read(Arrays.copyOf(whole, length));
            assertThat(data.intervals().size()).isLessThanOrEqualTo(25);
            assertThat(data.defects().size()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aMessageThatClaimsTooMuchIsNotRead() throws IOException {
        byte[] huge = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07, 1, 2, 3};
        assertThat(read(huge).defects()).singleElement().asString().contains("claims 2147483647 bytes");
    }

    @Test
    void garbageIsADefect() throws IOException {
        byte[] garbage = {3, (byte) 0xff, (byte) 0xff, (byte) 0xff};
        assertThat(read(garbage).defects()).singleElement().asString().contains("does not parse");
    }

    @Test
    void aBrokenHistogramCostsItsIntervalOnly() throws IOException {
        ByteString nonsense = ByteString.copyFromUtf8("nonsense, and more of it, and more of it");
        // says that two gigabytes follow: nobody makes room for them
        ByteString endless = ByteString.fromHex("1c8493147fffffff").concat(nonsense);
        for (ByteString histogram : List.of(nonsense, endless)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            RunTrialResponse.Builder message = RunTrialResponse.newBuilder();
            message.getIntervalBuilder().setIndex(4).setLatencyHistogram(histogram);
            message.build().writeDelimitedTo(out);
            SideData data = read(out.toByteArray());
            assertThat(data.intervals()).isEmpty();
            assertThat(data.defects()).singleElement().asString().contains("interval 4 has a broken histogram");
        }
    }

    /** Of an hour of intervals of 100 ms there are 36,000, of which all are kept. */
    @Test
    void aLatencyTakesWhatItTookOnTheWireAndNotWhatItsRangeHasRoomFor() throws IOException {
        Histogram interval = LatencyHistogram.empty();
        Random random = new Random(7);
        for (int i = 0; i < 1_700; i++) {
            interval.recordValue(Math.round(55_000 * Math.exp(0.2 * random.nextGaussian())));
        }
        interval.recordValue(LatencyHistogram.HIGHEST_NANOS);
        KeptHistogram kept = KeptHistogram.of(HistogramCodec.encode(interval));
        assertThat(kept.histogram()).isEqualTo(interval);
        assertThat(kept.bytes()).isLessThan(2_000);
        assertThat(interval.getEstimatedFootprintInBytes()).isGreaterThan(200_000);
    }

    private static byte[] stream() throws IOException {
        SyntheticTrial trial = new SyntheticTrial(
                new Trial(1, 1, SyntheticArchive.cell("native", "host", "tcp-rr", "10GE")), 15_000, 7);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (RunTrialResponse message : trial.messages(Side.CLIENT)) {
            message.writeDelimitedTo(out);
        }
        return out.toByteArray();
    }

    private static SideData read(byte[] bytes) throws IOException {
        return SideReader.read(new ByteArrayInputStream(bytes));
    }
}
