package dev.tare.controller.lab.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Control groups that a killed lab leaves: the only thing of it that outlives its processes. Their names stand in the
 * ledgers of its agents.
 */
final class CgroupLeftovers {

    private static final Logger LOG = LoggerFactory.getLogger(CgroupLeftovers.class);
    private static final String PARENT = "tare";
    private static final Pattern NAME = Pattern.compile(PARENT + "/[0-9a-f]{8}(?![0-9a-f])");
    private static final int MOUNT_POINT = 4;
    /** What agents call theirs; a second one of that name ends in .new while it is written. */
    private static final String LEDGER = "ledger.ndjson";

    private static final long MAX_LEDGER_BYTES = 64L * 1024 * 1024;

    private final List<Path> hierarchies;

    CgroupLeftovers(List<Path> hierarchies) {
        this.hierarchies = List.copyOf(hierarchies);
    }

    static CgroupLeftovers ofMachine() throws IOException {
        List<Path> hierarchies = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("/proc/self/mountinfo"))) {
            if (line.contains(" - cgroup ") || line.contains(" - cgroup2 ")) {
                hierarchies.add(Path.of(line.split(" ", -1)[MOUNT_POINT]));
            }
        }
        return new CgroupLeftovers(hierarchies);
    }

    /** Removes the groups that files below this folder name, where no process is in them. */
    void remove(Path ledgers) throws IOException {
        for (String name : names(ledgers)) {
            for (Path hierarchy : hierarchies) {
                removeTree(hierarchy.resolve(name));
            }
        }
        for (Path hierarchy : hierarchies) {
            if (hierarchy.resolve(PARENT).toFile().delete()) {
                LOG.debug("removed {}", hierarchy.resolve(PARENT));
            }
        }
    }

    private static Set<String> names(Path folder) throws IOException {
        Set<String> names = new TreeSet<>();
        if (!Files.isDirectory(folder)) {
            return names;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(CgroupLeftovers::isLedger).toList()) {
                if (Files.size(file) <= MAX_LEDGER_BYTES) {
                    Matcher matcher = NAME.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
                    while (matcher.find()) {
                        names.add(matcher.group());
                    }
                }
            }
        }
        return names;
    }

    /** And not what a runtime keeps there: images and layers are large, and hold any text. */
    private static boolean isLedger(Path file) {
        return file.getFileName().toString().startsWith(LEDGER) && Files.isRegularFile(file);
    }

    private static void removeTree(Path group) throws IOException {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(group, Files::isDirectory)) {
            for (Path child : children) {
                removeTree(child);
            }
        } catch (NoSuchFileException gone) {
            return;
        }
        if (!group.toFile().delete() && Files.exists(group)) {
            LOG.warn("{} stays: something is in it", group);
        }
    }
}
