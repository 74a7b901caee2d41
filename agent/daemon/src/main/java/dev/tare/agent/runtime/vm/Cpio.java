package dev.tare.agent.runtime.vm;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes an archive that the kernel unpacks as its first file system: cpio, format "newc". All belongs to root. */
final class Cpio implements Closeable {

    private static final int DIRECTORY = 0040000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;
    private static final int ALIGNMENT = 4;
    private static final String END = "TRAILER!!!";

    private final OutputStream out;
    private long written;
    private int inode;

    Cpio(OutputStream out) {
        this.out = out;
    }

    void directory(String name, int permissions) throws IOException {
        header(name, DIRECTORY | permissions, 0);
    }

    void file(String name, int permissions, byte[] content) throws IOException {
        header(name, FILE | permissions, content.length);
        write(content);
        align();
    }

    void file(String name, int permissions, Path content) throws IOException {
        long size = Files.size(content);
        header(name, FILE | permissions, size);
        long copied = Files.copy(content, out);
        if (copied != size) {
            throw new IOException(content + " changed while it was read");
        }
        written += copied;
        align();
    }

    void link(String name, String target) throws IOException {
        byte[] content = target.getBytes(StandardCharsets.UTF_8);
        header(name, LINK | 0777, content.length);
        write(content);
        align();
    }

    /** Fourteen fields of eight hexadecimal digits, then the name; name and content each end on a multiple of four. */
    private void header(String name, int mode, long size) throws IOException {
        byte[] path = name.getBytes(StandardCharsets.UTF_8);
        write("070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x"
                .formatted(++inode, mode, 0, 0, 1, 0, size, 0, 0, 0, 0, path.length + 1, 0)
                .getBytes(StandardCharsets.US_ASCII));
        write(path);
        write(new byte[1]);
        align();
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        written += bytes.length;
    }

    private void align() throws IOException {
        write(new byte[(int) (-written & (ALIGNMENT - 1))]);
    }

    @Override
    public void close() throws IOException {
        header(END, 0, 0);
        out.close();
    }
}
