package dev.tare.controller.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Appends lines; each is on the disk when the call returns. */
final class JournalWriter implements AutoCloseable {

    private final FileChannel channel;

    private JournalWriter(FileChannel channel) {
        this.channel = channel;
    }

    /** Goes on after so many bytes; a torn line behind them is cut off. */
    static JournalWriter open(Path file, long soundBytes) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(soundBytes);
        channel.position(soundBytes);
        return new JournalWriter(channel);
    }

    void append(JournalLine line) throws IOException {
        String text = ArchiveJson.line().writerFor(JournalLine.class).writeValueAsString(line) + "\n";
        ByteBuffer buffer = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
