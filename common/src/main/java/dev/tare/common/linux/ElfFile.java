package dev.tare.common.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the head of a program's file tells of how it is started: of ELF's 64-bit form in little-endian order (elf(5)). */
public final class ElfFile {

    private static final int HEAD_BYTES = 64;
    private static final int MAGIC = 0x464c457f;
    private static final byte CLASS_64 = 2;
    private static final byte LITTLE_ENDIAN = 1;

    private static final int CLASS = 4;
    private static final int ORDER = 5;
    private static final int SEGMENTS_OFFSET = 32;
    private static final int SEGMENT_BYTES = 54;
    private static final int SEGMENTS = 56;

    private static final int INTERPRETER = 3;
    private static final int LIBRARIES = 2;

    /** More than any linker writes. */
    private static final int MOST_SEGMENTS = 256;

    private ElfFile() {}

    /** How a file is started. */
    public enum Linkage {
        /** With a loader, which finds its libraries. */
        DYNAMIC,
        /** By itself: it brings all it needs, as what Go makes often does. No loader can list its libraries. */
        STATIC,
        /** It is no ELF of this form: the kernel may know what it is, or refuse it. */
        UNKNOWN
    }

    public static Linkage linkage(Path program) throws IOException {
        try (FileChannel file = FileChannel.open(program, StandardOpenOption.READ)) {
            ByteBuffer head = read(file, 0, HEAD_BYTES);
            if (head.remaining() < HEAD_BYTES
                    || head.getInt(0) != MAGIC
                    || head.get(CLASS) != CLASS_64
                    || head.get(ORDER) != LITTLE_ENDIAN) {
                return Linkage.UNKNOWN;
            }
            int each = Short.toUnsignedInt(head.getShort(SEGMENT_BYTES));
            int count = Short.toUnsignedInt(head.getShort(SEGMENTS));
            if (each < Integer.BYTES || each > HEAD_BYTES || count == 0 || count > MOST_SEGMENTS) {
                return Linkage.UNKNOWN;
            }
            ByteBuffer segments = read(file, head.getLong(SEGMENTS_OFFSET), each * count);
            return segments.remaining() < each * count ? Linkage.UNKNOWN : linkage(segments, each);
        }
    }

    private static Linkage linkage(ByteBuffer segments, int each) {
        for (int at = 0; at < segments.remaining(); at += each) {
            int type = segments.getInt(at);
            if (type == INTERPRETER || type == LIBRARIES) {
                return Linkage.DYNAMIC;
            }
        }
        return Linkage.STATIC;
    }

    /** As many as there are. */
    private static ByteBuffer read(FileChannel file, long offset, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (offset < 0) {
            return buffer.flip();
        }
        int read = 0;
        while (read >= 0 && buffer.hasRemaining()) {
            read = file.read(buffer, offset + buffer.position());
        }
        return buffer.flip();
    }
}
