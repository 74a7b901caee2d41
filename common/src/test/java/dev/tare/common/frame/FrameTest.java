package dev.tare.common.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.tare.common.frame.FrameException.Fault;
import dev.tare.proto.probe.v1.Interval;
import dev.tare.proto.probe.v1.ProbeResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FrameTest {

    private static final ProbeResponse SMALL = ProbeResponse.newBuilder()
            .setInterval(Interval.newBuilder().setIndex(7))
            .build();

    @Test
    void messagesComeBackInOrderAndThenTheStreamEnds() throws IOException {
        byte[] bytes = framed(SMALL, ProbeResponse.getDefaultInstance(), ofHistogram(1 << 20));
        FrameReader<ProbeResponse> reader = reader(bytes);

        assertThat(reader.read()).contains(SMALL);
        assertThat(reader.read()).contains(ProbeResponse.getDefaultInstance());
        assertThat(reader.read()).contains(ofHistogram(1 << 20));
        assertThat(reader.read()).isEmpty();
    }

    @Test
    void theLengthIsBigEndian() throws IOException {
        byte[] bytes = framed(ofHistogram(1000));
        int length = bytes.length - 4;
        assertThat(Arrays.copyOf(bytes, 4)).containsExactly(0, 0, length >>> 8, length);
    }

    @Test
    void strayOutputIsShown() {
        byte[] stray = "Exception in thread main\u001b[2J\n and more of it, at length, at length, at length, at length"
                .getBytes(StandardCharsets.UTF_8);
        FrameException e =
                catchThrowableOfType(FrameException.class, () -> reader(stray).read());
        assertThat(e.fault()).isEqualTo(Fault.OVERSIZE);
        assertThat(e).hasMessageContaining("starts with: Exception in thread main\\x1b[2J\\x0a and");
    }

    @Test
    void everyTruncationIsFound() throws IOException {
        byte[] whole = framed(SMALL);
        for (int kept = 1; kept < whole.length; kept++) {
            byte[] cut = Arrays.copyOf(whole, kept);
            FrameException e =
                    catchThrowableOfType(FrameException.class, () -> reader(cut).read());
            assertThat(e.fault()).as("after %d bytes", kept).isEqualTo(Fault.TRUNCATED);
        }
    }

    @Test
    void oneByteOverTheCapIsRefusedOnBothSides() throws IOException {
        byte[] head = {0, 0x40, 0, 1};
        FrameException e =
                catchThrowableOfType(FrameException.class, () -> reader(head).read());
        assertThat(e.fault()).isEqualTo(Fault.OVERSIZE);
        assertThatThrownBy(() -> framed(ofHistogram(FrameReader.MAXIMUM_BYTES)))
                .isInstanceOf(IllegalArgumentException.class);
        byte[] negative = {-1, -1, -1, -1};
        assertThat(catchThrowableOfType(
                        FrameException.class, () -> reader(negative).read()))
                .hasMessageContaining("4294967295");
    }

    @Test
    void anythingElseIsAFrameExceptionOrAMessageButNeverAnotherError() throws IOException {
        Random random = new Random(42);
        for (int i = 0; i < 2000; i++) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            if (bytes.length > 4) {
                Arrays.fill(bytes, 0, 3, (byte) 0);
                bytes[3] = (byte) random.nextInt(60);
            }
            assertThat(readsOrFails(bytes)).isTrue();
        }
    }

    private static boolean readsOrFails(byte[] bytes) throws IOException {
        FrameReader<ProbeResponse> reader = reader(bytes);
        try {
            while (reader.read().isPresent()) {
                assertThat(bytes).isNotEmpty();
            }
            return true;
        } catch (FrameException e) {
            return e.getMessage() != null;
        }
    }

    private static ProbeResponse ofHistogram(int bytes) {
        return ProbeResponse.newBuilder()
                .setInterval(Interval.newBuilder().setLatencyHistogram(ByteString.copyFrom(new byte[bytes])))
                .build();
    }

    private static FrameReader<ProbeResponse> reader(byte[] bytes) {
        return new FrameReader<>(new ByteArrayInputStream(bytes), ProbeResponse.parser());
    }

    private static byte[] framed(ProbeResponse... messages) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FrameWriter<ProbeResponse> writer = new FrameWriter<>(out);
        for (ProbeResponse message : messages) {
            writer.write(message);
        }
        return out.toByteArray();
    }
}
