package dev.tare.agent.runtime.vm;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;

/** Writes an archive that the kernel unpacks as its first file system: cpio, format "newc". All belongs to root. */
final class Cpio implements Closeable {

    private static final int ALL = 0777;

    private final CpioArchiveOutputStream out;

    Cpio(OutputStream out) {
        this.out = new CpioArchiveOutputStream(out, CpioConstants.FORMAT_NEW);
    }

    void directory(String name, int permissions) throws IOException {
        entry(name, CpioConstants.C_ISDIR | permissions, 0);
        out.closeArchiveEntry();
    }

    void file(String name, int permissions, byte[] content) throws IOException {
        entry(name, CpioConstants.C_ISREG | permissions, content.length);
        out.write(content);
        out.closeArchiveEntry();
    }

    /** Fails when the file's size is another one while it is read. */
    void file(String name, int permissions, Path content) throws IOException {
        entry(name, CpioConstants.C_ISREG | permissions, Files.size(content));
        Files.copy(content, out);
        out.closeArchiveEntry();
    }

    void link(String name, String target) throws IOException {
        byte[] content = target.getBytes(StandardCharsets.UTF_8);
        entry(name, CpioConstants.C_ISLNK | ALL, content.length);
        out.write(content);
        out.closeArchiveEntry();
    }

    private void entry(String name, int mode, long size) throws IOException {
        CpioArchiveEntry entry = new CpioArchiveEntry(CpioConstants.FORMAT_NEW, name, size);
        entry.setMode(mode);
        out.putArchiveEntry(entry);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
