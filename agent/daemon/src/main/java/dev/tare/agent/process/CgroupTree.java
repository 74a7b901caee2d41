package dev.tare.agent.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cgroup hierarchies of this machine.
 *
 * @param unified where cgroup2 is mounted: {@code /sys/fs/cgroup}, or below it where version 1 is in use beside it
 * @param legacy where the version 1 hierarchies are mounted; an OCI runtime makes groups there too
 */
public record CgroupTree(Path unified, List<Path> legacy) {

    /** All our groups are below this one. */
    static final String PARENT = "tare";

    private static final int MOUNT_POINT_FIELD = 4;

    public CgroupTree {
        legacy = List.copyOf(legacy);
    }

    /** Empty where no cgroup2 hierarchy is mounted. */
    public static Optional<CgroupTree> find() throws IOException {
        return parse(Files.readAllLines(Path.of("/proc/self/mountinfo")));
    }

    static Optional<CgroupTree> parse(List<String> mountinfo) {
        List<Path> unified = new ArrayList<>();
        List<Path> legacy = new ArrayList<>();
        for (String line : mountinfo) {
            int separator = line.indexOf(" - ");
            String type = line.substring(separator + 3).split(" ", 2)[0];
            Path point = Path.of(MountPoints.unescape(line.split(" ", MOUNT_POINT_FIELD + 2)[MOUNT_POINT_FIELD]));
            if ("cgroup2".equals(type)) {
                unified.add(point);
            } else if ("cgroup".equals(type)) {
                legacy.add(point);
            }
        }
        return unified.isEmpty() ? Optional.empty() : Optional.of(new CgroupTree(unified.getLast(), legacy));
    }

    public boolean isPure() {
        return legacy.isEmpty();
    }

    /** Whether a group below the root could be given CPUs of its own. */
    public boolean hasCpuset() throws IOException {
        return !isPure()
                || List.of(Files.readString(unified.resolve("cgroup.subtree_control"))
                                .strip()
                                .split(" "))
                        .contains("cpuset");
    }
}
