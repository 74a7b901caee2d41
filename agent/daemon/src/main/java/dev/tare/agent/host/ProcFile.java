package dev.tare.agent.host;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A pseudo file that is read again and again: opened once, one buffer. For one thread. */
final class ProcFile implements Closeable {

    private final FileChannel channel;
    private final ByteBuffer buffer;
    private byte[] bytes;

    ProcFile(Path path, int capacityBytes) throws IOException {
        channel = FileChannel.open(path, StandardOpenOption.READ);
        buffer = ByteBuffer.allocateDirect(capacityBytes);
        bytes = new byte[capacityBytes];
    }

    /** What is in the file now, as far as the buffer reaches; the scan is good until the next read. */
    Scan read() throws IOException {
        buffer.clear();
        int position = 0;
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, position);
            if (count <= 0) {
                break;
            }
            position += count;
        }
        buffer.flip();
        buffer.get(bytes, 0, position);
        return new Scan(bytes, position);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
