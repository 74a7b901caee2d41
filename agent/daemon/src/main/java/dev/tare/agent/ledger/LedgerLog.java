package dev.tare.agent.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;

/** The ledger's file: lines appended, forced to disk on demand. Not safe for threads; the ledger is. */
final class LedgerLog implements Closeable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private FileChannel channel;

    private LedgerLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Reads what is there, keeps a copy of it aside when it is damaged, and starts afresh with the open entries only. */
    static Opened open(Path file) throws IOException {
        byte[] before = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        LedgerReplay replay = LedgerReplay.of(before, JSON.readerFor(LedgerLine.class));
        if (!replay.problems().isEmpty()) {
            Files.copy(file, file.resolveSibling(file.getFileName() + ".damaged"), StandardCopyOption.REPLACE_EXISTING);
        }
        return new Opened(new LedgerLog(file, compacted(file, replay.open().values())), replay);
    }

    record Opened(LedgerLog log, LedgerReplay replay) {}

    void append(LedgerLine line, boolean force) throws IOException {
        writeFully(channel, bytes(line));
        if (force) {
            channel.force(false);
        }
    }

    /** Forgets the past: only {@code open} stays. */
    void compact(Collection<Entry> open) throws IOException {
        FileChannel next = compacted(file, open);
        channel.close();
        channel = next;
    }

    long sizeBytes() throws IOException {
        return channel.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The new file takes the old one's name only when it is on disk, so that a crash leaves one of the two, whole. */
    private static FileChannel compacted(Path file, Collection<Entry> open) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        try {
            var all = new ByteArrayOutputStream();
            for (Entry entry : open) {
                all.writeBytes(bytes(LedgerLine.record(entry)));
            }
            writeFully(channel, all.toByteArray());
            channel.force(true);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                directory.force(true);
            }
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static byte[] bytes(LedgerLine line) throws JsonProcessingException {
        return (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void writeFully(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
