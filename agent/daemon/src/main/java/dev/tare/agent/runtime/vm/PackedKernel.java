package dev.tare.agent.runtime.vm;

import com.google.protobuf.UnsafeByteOperations;
import dev.tare.agent.process.UnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorInputStream;

/**
 * A kernel for x86 as distributions ship it. Its header (Linux, Documentation/arch/x86/boot.rst) tells where the packed kernel
 * is: {@code setup_sects} at 0x1f1, {@code HdrS} at 0x202, and from version 2.08 the payload's place and length at 0x248.
 */
final class PackedKernel {

    private static final int SECTORS_AT = 0x1f1;
    private static final int MAGIC_AT = 0x202;
    private static final int VERSION_AT = 0x206;
    private static final int PAYLOAD_AT = 0x248;
    private static final int HEADER_BYTES = 0x250;
    private static final int MAGIC = 0x53726448;
    private static final int FIRST_WITH_PAYLOAD = 0x208;
    private static final int SECTOR_BYTES = 512;
    private static final int SECTORS_BY_DEFAULT = 4;

    private static final int ELF = 0x464c457f;
    private static final int GZIP = 0x8b1f;
    private static final int LZ4 = 0x184c2102;
    private static final int LOW_HALF = 0xffff;
    /** What packs the others, by their first two bytes. */
    private static final Map<Integer, String> UNKNOWN =
            Map.of(0x37fd, "xz", 0xb528, "zstd", 0x5a42, "bzip2", 0x005d, "lzma", 0x4c89, "lzo");

    /** A kernel is some 60 MB; more than this is none. */
    private static final int LIMIT_BYTES = 512 << 20;

    private static final int PIECE_BYTES = 1 << 16;

    private PackedKernel() {}

    /**
     * Writes what is packed in {@code image}, or the image itself where it is not packed. Piece by piece: an agent's heap is
     * about as large as a kernel.
     */
    static void unpack(ByteBuffer image, Path name, OutputStream out) throws IOException {
        image.order(ByteOrder.LITTLE_ENDIAN);
        if (image.limit() > Integer.BYTES && image.getInt(0) == ELF) {
            copy(stream(image, 0, image.limit()), new KernelWriter(name, out));
            return;
        }
        ByteBuffer payload = payload(image, name);
        int magic = payload.getInt(0);
        KernelWriter kernel = new KernelWriter(name, out);
        if (magic == ELF) {
            copy(stream(payload, 0, payload.limit()), kernel);
        } else if (magic == LZ4) {
            lz4(payload, kernel);
        } else if ((magic & LOW_HALF) == GZIP) {
            try (InputStream unpacked = new GZIPInputStream(stream(payload, 0, payload.limit()))) {
                copy(unpacked, kernel);
            }
        } else {
            throw new UnavailableException(
                    "the kernel " + name + " is packed by "
                            + UNKNOWN.getOrDefault(magic & LOW_HALF, "something unknown")
                            + ", which is not unpacked here, and Firecracker takes none that is packed",
                    "unpack it (extract-vmlinux in the kernel's scripts does) and put the result in its place; or use the one"
                            + " that `tare install` fetches");
        }
    }

    private static ByteBuffer payload(ByteBuffer image, Path name) throws IOException {
        if (image.limit() < HEADER_BYTES
                || image.getInt(MAGIC_AT) != MAGIC
                || image.getShort(VERSION_AT) < FIRST_WITH_PAYLOAD) {
            throw new IOException(name + " is no Linux kernel for x86 of this century");
        }
        int sectors = image.get(SECTORS_AT) & 0xff;
        long start = (1L + (sectors == 0 ? SECTORS_BY_DEFAULT : sectors)) * SECTOR_BYTES
                + Integer.toUnsignedLong(image.getInt(PAYLOAD_AT));
        long length = Integer.toUnsignedLong(image.getInt(PAYLOAD_AT + Integer.BYTES));
        if (length < 2 * Integer.BYTES || start + length > image.limit()) {
            throw new IOException("the kernel " + name + " ends early");
        }
        return image.slice((int) start, (int) length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The frame of the LZ4 program's option -l: blocks with their lengths; the kernel's build adds the length of the whole. */
    private static void lz4(ByteBuffer payload, KernelWriter kernel) throws IOException {
        int end = payload.limit() - Integer.BYTES;
        int at = Integer.BYTES;
        while (at < end) {
            int length = payload.getInt(at);
            at += Integer.BYTES;
            if (length <= 0 || length > end - at) {
                throw new IOException("the packed kernel is cut off");
            }
            try (InputStream block = new BlockLZ4CompressorInputStream(stream(payload, at, length))) {
                copy(block, kernel);
            }
            at += length;
        }
        if (kernel.bytes != payload.getInt(end)) {
            throw new IOException(
                    "the packed kernel has " + kernel.bytes + " bytes and should have " + payload.getInt(end));
        }
    }

    private static InputStream stream(ByteBuffer bytes, int at, int length) {
        return UnsafeByteOperations.unsafeWrap(bytes.slice(at, length)).newInput();
    }

    private static void copy(InputStream in, KernelWriter kernel) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        for (int read = in.readNBytes(piece, 0, PIECE_BYTES); read > 0; read = in.readNBytes(piece, 0, PIECE_BYTES)) {
            kernel.write(piece, read);
        }
    }

    /** Takes an ELF file and nothing else, and none without end. */
    private static final class KernelWriter {

        private final Path name;
        private final OutputStream out;
        private long bytes;

        KernelWriter(Path name, OutputStream out) {
            this.name = name;
            this.out = out;
        }

        void write(byte[] piece, int length) throws IOException {
            boolean first = bytes == 0;
            if (first
                    && (length < Integer.BYTES
                            || ByteBuffer.wrap(piece)
                                            .order(ByteOrder.LITTLE_ENDIAN)
                                            .getInt()
                                    != ELF)) {
                throw new IOException("what is packed in the kernel " + name + " is no ELF file");
            }
            bytes += length;
            if (bytes > LIMIT_BYTES) {
                throw new IOException("the packed kernel is too large to be one");
            }
            out.write(piece, 0, length);
        }
    }
}
