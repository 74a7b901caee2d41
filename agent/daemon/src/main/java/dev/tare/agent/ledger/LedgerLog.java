package dev.tare.agent.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tare.common.disk.Durable;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;

/**
 * The ledger's file: lines appended, forced to disk on demand. Not safe for threads; the ledger is. Not written through a
 * channel: a channel is closed for all when one thread is interrupted in it, as a driver that takes too long is.
 */
final class LedgerLog implements Closeable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private FileOutputStream out;

    /** Of the last line some part may be in the file, as on a disk that is full. */
    private boolean torn;

    private LedgerLog(Path file, FileOutputStream out) {
        this.file = file;
        this.out = out;
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
        boolean afterTorn = torn;
        torn = true;
        if (afterTorn) {
            out.write('\n');
        }
        out.write(bytes(line));
        torn = false;
        if (force) {
            out.getFD().sync();
        }
    }

    /** Forgets the past: only {@code open} stays. */
    void compact(Collection<Entry> open) throws IOException {
        FileOutputStream next = compacted(file, open);
        out.close();
        out = next;
        torn = false;
    }

    long sizeBytes() throws IOException {
        return Files.size(file);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** The new file takes the old one's name only when it is on disk, so that a crash leaves one of the two, whole. */
    private static FileOutputStream compacted(Path file, Collection<Entry> open) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        FileOutputStream out = new FileOutputStream(fresh.toFile());
        try {
            var all = new ByteArrayOutputStream();
            for (Entry entry : open) {
                all.writeBytes(bytes(LedgerLine.record(entry)));
            }
            out.write(all.toByteArray());
            out.getFD().sync();
            Durable.rename(fresh, file);
            return out;
        } catch (IOException e) {
            out.close();
            throw e;
        }
    }

    private static byte[] bytes(LedgerLine line) throws JsonProcessingException {
        return (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
