package dev.tare.agent.process;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Reaper;
import dev.tare.common.text.Printable;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Kills all that is in a trial's group and takes the group away, also from the version 1 hierarchies. */
final class CgroupReaper implements Reaper {

    private static final Logger LOG = LoggerFactory.getLogger(CgroupReaper.class);
    private static final Pattern NAME = Pattern.compile(CgroupTree.PARENT + "/[0-9a-f]{8}");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Inject
    CgroupReaper() {}

    @Override
    public boolean owns(Entry entry) {
        return entry.kind().equals(CgroupScope.KIND);
    }

    @Override
    public void reap(Entry entry) throws IOException, InterruptedException {
        if (!NAME.matcher(entry.name()).matches()) {
            throw new IllegalArgumentException("not a group of ours: " + Printable.of(entry.name()));
        }
        Optional<CgroupTree> tree = CgroupTree.find();
        if (tree.isEmpty()) {
            return;
        }
        Deadline deadline = Deadline.after(PATIENCE);
        Path unified = tree.get().unified().resolve(entry.name());
        if (Files.isDirectory(unified)) {
            killAll(unified, deadline);
        }
        for (Path root : Stream.concat(Stream.of(tree.get().unified()), tree.get().legacy().stream())
                .toList()) {
            removeBelow(root, entry.name(), deadline);
            for (Path group : FirstProcess.groups()) {
                removeBelow(root.resolve(group), entry.name(), deadline);
            }
        }
    }

    private static void removeBelow(Path top, String name, Deadline deadline) throws IOException, InterruptedException {
        remove(top.resolve(name), deadline);
        removeIfEmpty(top.resolve(CgroupTree.PARENT));
    }

    private static void killAll(Path group, Deadline deadline) throws IOException, InterruptedException {
        Path kill = group.resolve("cgroup.kill");
        while (isPopulated(group)) {
            if (Files.exists(kill)) {
                Files.writeString(kill, "1");
            } else {
                killEach(group);
            }
            for (int i = 0; i < 50 && isPopulated(group); i++) {
                Thread.sleep(1);
            }
            if (deadline.isOver()) {
                throw new IOException("processes in " + group + " do not die");
            }
        }
    }

    /** Kernels before 5.14 have no cgroup.kill; what forks meanwhile is met on the next turn. */
    private static void killEach(Path group) throws IOException {
        try (Stream<Path> all = Files.walk(group)) {
            for (Path directory : all.filter(Files::isDirectory).toList()) {
                for (String number : Files.readAllLines(directory.resolve("cgroup.procs"))) {
                    Pid.of(Long.parseLong(number)).kill();
                }
            }
        }
    }

    private static boolean isPopulated(Path group) throws IOException {
        return Files.readString(group.resolve("cgroup.events")).contains("populated 1");
    }

    private static void remove(Path group, Deadline deadline) throws IOException, InterruptedException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(group, Files::isDirectory)) {
            for (Path child : children) {
                remove(child, deadline);
            }
        } catch (NoSuchFileException e) {
            return;
        }
        while (true) {
            try {
                Files.deleteIfExists(group);
                return;
            } catch (IOException e) {
                // EBUSY for a moment after the last process has gone
                if (deadline.isOver()) {
                    throw e;
                }
                Thread.sleep(1);
            }
        }
    }

    /** Other trials, of this agent or another, may be in it: then it stays. */
    private static void removeIfEmpty(Path parent) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(parent, Files::isDirectory)) {
            if (children.iterator().hasNext()) {
                return;
            }
        } catch (NoSuchFileException e) {
            return;
        }
        if (!parent.toFile().delete() && Files.exists(parent)) {
            LOG.debug("{} is in use again", parent);
        }
    }
}
