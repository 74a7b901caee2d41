package dev.tare.agent.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists what there is on the host, from {@code /proc} and directories alone: no command is run. */
final class HostSurvey {

    private static final int MOUNT_POINT_FIELD = 4;

    private final HostRoot root;

    HostSurvey(HostRoot root) {
        this.root = root;
    }

    HostSnapshot take(Set<Long> processes) {
        List<String> mountInfo =
                root.text("proc/self/mountinfo").orElse("").lines().toList();
        return new HostSnapshot(links(), netns(), mounts(mountInfo), cgroups(mountInfo), processes);
    }

    private Set<String> links() {
        return root.text("proc/self/net/dev")
                .orElse("")
                .lines()
                .skip(2)
                .map(line -> line.substring(0, line.indexOf(':')).strip())
                .collect(Collectors.toSet());
    }

    private Set<String> netns() {
        return children(root.file("run", "netns")).stream()
                .map(path -> path.getFileName().toString())
                .collect(Collectors.toSet());
    }

    /** A mount point that is mounted over several times is there several times, by its count. */
    private static Set<String> mounts(List<String> mountInfo) {
        var mounts = new HashSet<String>();
        for (String line : mountInfo) {
            String mount = mountPoint(line) + " (" + type(line) + ")";
            int count = 1;
            while (!mounts.add(count == 1 ? mount : mount + " #" + count)) {
                count++;
            }
        }
        return mounts;
    }

    /** Ours are at the top of a hierarchy, or beside or below the agent's own group. */
    private Set<String> cgroups(List<String> mountInfo) {
        List<String> own = root.text("proc/self/cgroup")
                .orElse("")
                .lines()
                .map(line -> line.substring(line.lastIndexOf(':') + 1))
                .distinct()
                .toList();
        var found = new HashSet<String>();
        for (String line : mountInfo) {
            if (!type(line).startsWith("cgroup")) {
                continue;
            }
            Path hierarchy = root.root().resolve(mountPoint(line).substring(1));
            Stream.concat(Stream.of("/"), own.stream())
                    .map(path -> hierarchy.resolve(path.substring(1)))
                    .distinct()
                    .flatMap(place -> children(place).stream())
                    .filter(HostSurvey::isTares)
                    .forEach(group -> below(group, found));
        }
        return found;
    }

    /** {@code group} and all in it. The common parent {@code tare} stays from trial to trial and is no leak. */
    private void below(Path group, Set<String> found) {
        if (!group.getFileName().toString().equals("tare")) {
            found.add("/" + root.root().relativize(group));
        }
        children(group).stream().filter(Files::isDirectory).forEach(child -> below(child, found));
    }

    private static boolean isTares(Path path) {
        return path.getFileName().toString().startsWith("tare") && Files.isDirectory(path);
    }

    private static List<Path> children(Path directory) {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            var children = new ArrayList<Path>();
            stream.forEach(children::add);
            return children;
        } catch (NoSuchFileException | NotDirectoryException _) {
            // not there, or gone meanwhile: it has no children
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw new UncheckedIOException("cannot list " + directory, e.getCause());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    /** proc_pid_mountinfo(5): id, parent, device, root, mount point. */
    private static String mountPoint(String line) {
        return line.split(" ", MOUNT_POINT_FIELD + 2)[MOUNT_POINT_FIELD];
    }

    /** The word after the separator that ends the optional fields. */
    private static String type(String line) {
        int separator = line.indexOf(" - ");
        int end = line.indexOf(' ', separator + 3);
        return line.substring(separator + 3, end);
    }
}
