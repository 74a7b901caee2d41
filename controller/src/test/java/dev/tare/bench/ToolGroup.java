package dev.tare.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A control group as deep as a trial's, for a tool that is compared with the probe: every sleep and every wake-up is
 * booked in each group above a process, which took 3% off netperf's transactions.
 *
 * @param groups from the outermost to the leaf, where the tool's processes are
 */
record ToolGroup(List<Path> groups) implements AutoCloseable {

    /** Levels of a trial's: {@code tare/<trial>/run}. */
    private static final Path BELOW = Path.of("tare-bench", "tool", "run");

    private static final int TYPE = 2;
    private static final int POLL_NANOS = 10_000_000;
    private static final int POLLS = 100;

    static ToolGroup open() throws IOException {
        Path root = Files.readAllLines(Path.of("/proc/self/mounts")).stream()
                .map(line -> line.split(" "))
                .filter(fields -> "cgroup2".equals(fields[TYPE]))
                .map(fields -> Path.of(fields[1]))
                .findFirst()
                .orElseThrow();
        List<Path> groups = new ArrayList<>();
        Path group = root;
        for (Path name : BELOW) {
            group = Files.createDirectories(group.resolve(name));
            groups.add(group);
            Path pressure = group.resolve("cgroup.pressure");
            if (Files.exists(pressure)) {
                Files.writeString(pressure, "0"); // as the agent does
            }
        }
        return new ToolGroup(groups);
    }

    private Path procs() {
        return groups.getLast().resolve("cgroup.procs");
    }

    /** Takes a tool in that has only just been started, and so all its children. */
    void adopt(Process tool) throws IOException {
        Files.writeString(procs(), Long.toString(tool.pid()));
    }

    /** What was killed a moment ago is still in it; the kernel refuses to remove it then. */
    @Override
    public void close() throws IOException {
        for (int poll = 0; poll < POLLS && !Files.readString(procs()).isBlank(); poll++) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        for (Path group : groups.reversed()) {
            Files.delete(group);
        }
    }
}
