package dev.tare.controller.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tare.common.disk.Durable;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.TrialRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * The one writer of an archive. Used by one thread.
 *
 * <p>After a crash at any point the archive holds whole trials and a journal of them, and {@link #resume} goes on.
 */
public final class ArchiveWriter implements AutoCloseable {

    private final ArchiveLayout layout;
    private final ArchiveLock lock;
    private final InstantSource wall;
    private final Journal earlier;
    private final JournalWriter journal;

    private ArchiveWriter(
            ArchiveLayout layout, ArchiveLock lock, InstantSource wall, Journal earlier, JournalWriter journal) {
        this.layout = layout;
        this.lock = lock;
        this.wall = wall;
        this.earlier = earlier;
        this.journal = journal;
    }

    /** Says now, before anything is measured, why {@link #create} would refuse the directory. */
    public static void checkUnused(Path root) throws IOException {
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw TareException.usage(root + " is not a directory", "choose another one with --out");
        }
        if (Trees.isEmptyOrAbsent(root)) {
            checkWritable(root);
            return;
        }
        if (Files.exists(new ArchiveLayout(root).journal())) {
            throw TareException.usage(
                    root + " holds the archive of an earlier campaign",
                    "go on with it by --resume " + root + ", or choose another directory with --out");
        }
        throw TareException.usage(
                root + " is not empty and is not an archive", "choose an empty or new directory with --out");
    }

    /** The directory, or the nearest one above it that there is, in which it would be made. */
    private static void checkWritable(Path root) {
        Path there = root.toAbsolutePath().normalize();
        while (Files.notExists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there)) {
            throw TareException.usage(
                    root + " cannot be made: " + there + " is not a directory", "choose another one with --out");
        }
        if (!Files.isWritable(there)) {
            throw TareException.usage(
                    root + " cannot be written: " + there + " lets this user make nothing in it",
                    "choose another one with --out");
        }
    }

    /** A new archive in a directory that is empty or absent. */
    public static ArchiveWriter create(Path root, JournalLine.Header header, String plan, Lab lab, InstantSource wall)
            throws IOException {
        checkUnused(root);
        ArchiveLayout layout = new ArchiveLayout(root);
        Files.createDirectories(root);
        ArchiveLock lock = ArchiveLock.take(layout);
        for (Path directory : List.of(layout.trials(), layout.unfinished(), layout.environments())) {
            Files.createDirectories(directory);
        }
        Durable.write(layout.plan(), plan.getBytes(StandardCharsets.UTF_8));
        Durable.write(layout.lab(), ArchiveJson.page().writeValueAsBytes(labDocument(lab)));
        // last: a directory with a journal is an archive
        JournalWriter journal = JournalWriter.open(layout.journal(), 0);
        journal.append(header);
        Durable.syncDirectory(root);
        return new ArchiveWriter(layout, lock, wall, new Journal(header, List.of(header), 0), journal);
    }

    /** Goes on with an archive of the same plan. */
    public static ArchiveWriter resume(Path root, String planDigest, String version, InstantSource wall)
            throws IOException {
        ArchiveLayout layout = new ArchiveLayout(root);
        if (!Files.exists(layout.journal())) {
            throw TareException.usage(
                    root + " is not an archive: it has no journal.ndjson", "start the campaign with --out " + root);
        }
        ArchiveLock lock = ArchiveLock.take(layout);
        try {
            Journal journal = Journal.read(layout.journal());
            if (!journal.header().planDigest().equals(planDigest)) {
                throw TareException.usage(
                        root + " belongs to another plan: " + journal.header().planDigest() + ", this one is "
                                + planDigest,
                        "resume it with the plan it was started with, which is " + layout.plan());
            }
            Files.createDirectories(layout.unfinished());
            Trees.deleteContents(layout.unfinished());
            JournalWriter writer = JournalWriter.open(layout.journal(), journal.soundBytes());
            writer.append(new JournalLine.Resumed(
                    JournalLine.SCHEMA_VERSION, version, wall.instant().toString()));
            return new ArchiveWriter(layout, lock, wall, journal, writer);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    public ArchiveLayout layout() {
        return layout;
    }

    /** What earlier process runs recorded, by folder. */
    public Map<String, JournalLine.TrialLine> earlierTrials() {
        return earlier.trials();
    }

    /** What an agent said of its host; the latest word stays. */
    public void environment(String host, HostEnvironment environment) throws IOException {
        Durable.write(layout.environment(host), ArchiveJson.page().writeValueAsBytes(environment));
    }

    public TrialFolder begin(Trial trial) throws IOException {
        Path path = layout.unfinished().resolve(trial.folder());
        Files.createDirectory(path);
        return new TrialFolder(layout, path);
    }

    /**
     * The trial gets its place and then its line in the journal, both on the disk.
     *
     * @param number its place in the plan's order, from 1
     */
    public JournalLine.TrialLine commit(int number, TrialFolder folder, TrialRecord trialRecord) throws IOException {
        folder.commit(trialRecord);
        var line = JournalLine.TrialLine.of(number, trialRecord, wall.instant().toString());
        journal.append(line);
        return line;
    }

    @Override
    public void close() throws IOException {
        journal.close();
        lock.close();
    }

    /** Certificates stay out of it: they are no part of what was measured, and their paths are nobody's business. */
    private static ObjectNode labDocument(Lab lab) {
        ObjectNode document = ArchiveJson.page().createObjectNode();
        document.put("schema_version", 1);
        document.setAll((ObjectNode) ArchiveJson.page().valueToTree(lab));
        document.remove("tls");
        return document;
    }
}
