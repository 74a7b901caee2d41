package dev.tare.common.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Heads as elf(5) has them, and files that only begin like one. */
final class ElfFileTest {

    private static final int HEAD = 64;
    private static final int SEGMENT = 56;
    private static final int LOAD = 1;
    private static final int LIBRARIES = 2;
    private static final int INTERPRETER = 3;

    @TempDir
    private Path folder;

    @Test
    void whatNamesALoaderNeedsOne() throws IOException {
        assertThat(linkage(elf(LOAD, INTERPRETER, LIBRARIES))).isEqualTo(ElfFile.Linkage.DYNAMIC);
        assertThat(linkage(elf(LOAD, LIBRARIES))).isEqualTo(ElfFile.Linkage.DYNAMIC);
        assertThat(ElfFile.linkage(Path.of("/usr/bin/true"))).isEqualTo(ElfFile.Linkage.DYNAMIC);
    }

    @Test
    void whatNamesNoneBringsAll() throws IOException {
        assertThat(linkage(elf(LOAD, LOAD))).isEqualTo(ElfFile.Linkage.STATIC);
    }

    @Test
    void whatIsNoWholeHeadIsNotKnown() throws IOException {
        byte[] whole = elf(LOAD, LOAD);
        for (int length = 0; length < whole.length; length++) {
            assertThat(linkage(java.util.Arrays.copyOf(whole, length)))
                    .as("%d bytes", length)
                    .isEqualTo(ElfFile.Linkage.UNKNOWN);
        }
        assertThat(linkage("#!/usr/bin/java --source 25\n"
                        .repeat(10)
                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isEqualTo(ElfFile.Linkage.UNKNOWN);
        byte[] astray = whole.clone();
        ByteBuffer.wrap(astray).order(ByteOrder.LITTLE_ENDIAN).putLong(32, -1);
        assertThat(linkage(astray)).isEqualTo(ElfFile.Linkage.UNKNOWN);
        byte[] crowded = whole.clone();
        ByteBuffer.wrap(crowded).order(ByteOrder.LITTLE_ENDIAN).putShort(56, (short) -1);
        assertThat(linkage(crowded)).isEqualTo(ElfFile.Linkage.UNKNOWN);
    }

    private ElfFile.Linkage linkage(byte[] content) throws IOException {
        return ElfFile.linkage(Files.write(folder.resolve("program"), content));
    }

    private static byte[] elf(int... segments) {
        ByteBuffer file = ByteBuffer.allocate(HEAD + SEGMENT * segments.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        file.putLong(32, HEAD);
        file.putShort(54, (short) SEGMENT);
        file.putShort(56, (short) segments.length);
        for (int i = 0; i < segments.length; i++) {
            file.putInt(HEAD + SEGMENT * i, segments[i]);
        }
        return file.array();
    }
}
