package dev.tare.agent.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * The ledger as a file of lines in the state directory, which it locks: two agents never share one.
 *
 * <p>Only a record is forced to disk before the call returns. A killed agent loses no write that the kernel has taken;
 * a host that loses power loses the objects too, so an amendment or a strike that is lost with them does no harm.
 */
public final class FileLedger implements Ledger, Closeable {

    static final String FILE_NAME = "ledger.ndjson";

    /** With nothing open and more than this written, the file starts again. */
    private static final long COMPACT_BYTES = 256 * 1024;

    private final StateLock lock;
    private final LedgerLog log;
    private final SortedMap<Long, Entry> open;
    private final List<String> problems;
    private long lastId;
    /** A daemon's entries stay open as long as the agent lives: what is open is not nothing, and is small. */
    private long compactedBytes;

    private FileLedger(StateLock lock, LedgerLog log, LedgerReplay replay) {
        this.lock = lock;
        this.log = log;
        this.open = replay.open();
        this.problems = replay.problems();
        this.lastId = replay.lastId();
    }

    /** Opens the ledger of {@code stateDirectory}, made when missing. Fails when another agent holds it. */
    public static FileLedger open(Path stateDirectory) throws IOException {
        Files.createDirectories(stateDirectory);
        StateLock lock = StateLock.take(stateDirectory);
        try {
            LedgerLog.Opened opened = LedgerLog.open(stateDirectory.resolve(FILE_NAME));
            return new FileLedger(lock, opened.log(), opened.replay());
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Lines of the file that made no sense when it was opened; a copy of that file lies beside it. */
    public List<String> problems() {
        return problems;
    }

    @Override
    public synchronized Entry record(String trialId, String kind, String name, Map<String, String> details) {
        Entry entry = new Entry(++lastId, trialId, kind, name, details);
        append(LedgerLine.record(entry), true);
        open.put(entry.id(), entry);
        return entry;
    }

    @Override
    public synchronized Entry amend(Entry entry, Map<String, String> moreDetails) {
        Entry known = open.get(entry.id());
        if (known == null) {
            throw new IllegalStateException("entry " + entry.id() + " was struck already");
        }
        append(LedgerLine.amend(entry.id(), moreDetails), false);
        Entry amended = LedgerReplay.amended(known, moreDetails);
        open.put(entry.id(), amended);
        return amended;
    }

    @Override
    public synchronized List<Entry> open() {
        return new ArrayList<>(open.values());
    }

    @Override
    public synchronized void strike(Entry entry) {
        if (!open.containsKey(entry.id())) {
            return;
        }
        append(LedgerLine.strike(entry.id()), false);
        open.remove(entry.id());
        try {
            if (log.sizeBytes() > Math.max(COMPACT_BYTES, 2 * compactedBytes)) {
                log.compact(open.values());
                compactedBytes = log.sizeBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compact the ledger", e);
        }
    }

    /** What stays is what is open: an empty file says that nothing of this agent's is left on the host. */
    @Override
    public synchronized void close() throws IOException {
        try (lock;
                log) {
            log.compact(open.values());
        }
    }

    private void append(LedgerLine line, boolean force) {
        try {
            log.append(line, force);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the ledger", e);
        }
    }
}
