package dev.tare.agent.runtime.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.tare.agent.process.UnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
final class PackedKernelTest {

    private static final Path NAME = Path.of("vmlinuz");
    private static final int BLOCK_BYTES = 8 << 20;
    private static final int SETUP_BYTES = 3 * 512;

    private final byte[] kernel = new byte[BLOCK_BYTES + 1000];

    PackedKernelTest() {
        new Random(1).nextBytes(kernel);
        Arrays.fill(kernel, 4096, BLOCK_BYTES / 2, (byte) 7);
        System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F'}, 0, kernel, 0, 4);
    }

    /** With a loader of three sectors in front, and 100 bytes before the payload. */
    private static ByteBuffer image(byte[] payload) {
        ByteBuffer image =
                ByteBuffer.allocate(SETUP_BYTES + 100 + payload.length + 50).order(ByteOrder.LITTLE_ENDIAN);
        image.put(0x1f1, (byte) 2);
        image.putInt(0x202, 0x53726448);
        image.putShort(0x206, (short) 0x20f);
        image.putInt(0x248, 100);
        image.putInt(0x24c, payload.length);
        image.put(SETUP_BYTES + 100, payload);
        return image;
    }

    private byte[] lz4() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        word(all, 0x184c2102);
        for (int at = 0; at < kernel.length; at += BLOCK_BYTES) {
            ByteArrayOutputStream block = new ByteArrayOutputStream();
            try (OutputStream out = new BlockLZ4CompressorOutputStream(block)) {
                out.write(kernel, at, Math.min(BLOCK_BYTES, kernel.length - at));
            }
            word(all, block.size());
            block.writeTo(all);
        }
        word(all, kernel.length);
        return all.toByteArray();
    }

    private static void word(OutputStream out, int value) throws IOException {
        out.write(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }

    private static byte[] unpacked(ByteBuffer image) throws IOException {
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
        PackedKernel.unpack(image, NAME, unpacked);
        return unpacked.toByteArray();
    }

    @Test
    void oneThatIsNotPackedStaysAsItIs() throws IOException {
        assertThat(unpacked(ByteBuffer.wrap(kernel))).isEqualTo(kernel);
    }

    @Test
    void unpacksLz4OfSeveralBlocks() throws IOException {
        assertThat(unpacked(image(lz4()))).isEqualTo(kernel);
    }

    @Test
    void unpacksGzip() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(kernel);
        }
        assertThat(unpacked(image(packed.toByteArray()))).isEqualTo(kernel);
    }

    /** An agent's heap is about as large as a kernel. */
    @Test
    void littleMemoryIsEnough() throws IOException {
        ByteBuffer packed = image(lz4());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        PackedKernel.unpack(packed, NAME, OutputStream.nullOutputStream());
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(kernel.length / 4);
    }

    @Test
    void whatIsPackedHasToBeAKernel() {
        assertThatThrownBy(() -> {
                    kernel[0] = 'M';
                    unpacked(image(lz4()));
                })
                .hasMessageContaining("no ELF file");
    }

    @Test
    void whatItCannotUnpackItNames() {
        byte[] zstd = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0, 0, 0};
        assertThatThrownBy(() -> unpacked(image(zstd)))
                .isInstanceOfSatisfying(
                        UnavailableException.class,
                        why -> assertThat(why.remedy()).contains("extract-vmlinux"))
                .hasMessageContaining("packed by zstd");
    }

    @Test
    void whatIsCutOffIsRefused() throws IOException {
        byte[] whole = lz4();
        assertThatThrownBy(() -> unpacked(image(Arrays.copyOf(whole, whole.length / 2))))
                .isInstanceOf(IOException.class);
        ByteBuffer early = image(whole);
        assertThatThrownBy(() -> unpacked(early.slice(0, early.limit() / 2))).hasMessageContaining("ends early");
    }

    @Test
    void anotherFileIsNoKernel() {
        ByteBuffer text = ByteBuffer.wrap("text".repeat(1000).getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> unpacked(text)).hasMessageContaining("vmlinuz is no Linux kernel");
    }
}
