package dev.tare.controller.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Messages one after the other, each behind its length as protobuf's varint: what {@code writeDelimitedTo} writes. */
public final class DelimitedFile implements AutoCloseable {

    private static final int SEVEN_BITS = 0x7f;
    private static final int MORE = 0x80;

    private final FileChannel channel;
    private final OutputStream out;

    DelimitedFile(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    }

    public synchronized void append(byte[] message) throws IOException {
        int rest = message.length;
        while ((rest & ~SEVEN_BITS) != 0) {
            out.write((rest & SEVEN_BITS) | MORE);
            rest >>>= 7;
        }
        out.write(rest);
        out.write(message);
    }

    /** All of it is on the disk when this returns. */
    @Override
    public synchronized void close() throws IOException {
        if (channel.isOpen()) {
            out.flush();
            channel.force(true);
            channel.close();
        }
    }
}
