package dev.tare.agent.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** In which groups the first process is; liblxc makes its own below them, whichever group it is started in. */
public final class FirstProcess {

    private static final Path GROUPS = Path.of("/proc/1/cgroup");
    private static final int PATH_FIELD = 2;

    private FirstProcess() {}

    /** Whether it is in the root of the cgroup2 hierarchy; systemd's group for itself counts as the root, as for liblxc. */
    public static boolean isAtTheRoot() throws IOException {
        return Files.readAllLines(GROUPS).stream()
                .filter(line -> line.startsWith("0::"))
                .allMatch(line -> List.of("0::/", "0::/init.scope").contains(line));
    }

    /** Relative to the root of a hierarchy, each once; the root itself is the empty path. */
    static List<Path> groups() throws IOException {
        return Files.readAllLines(GROUPS).stream()
                .map(line -> line.split(":", PATH_FIELD + 1)[PATH_FIELD])
                .map(path -> Path.of("/").relativize(Path.of(path).normalize()))
                .distinct()
                .toList();
    }
}
