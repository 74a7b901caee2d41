package dev.tare.agent.host;

import dev.tare.agent.process.Workplace;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks whether the host gives the agent what every trial needs: room for what runtimes keep, and the rights to make things. */
public final class HostChecks {

    private static final long MIB = 1 << 20;

    /** A virtual machine's memory file system and a daemon's copy of the bundle, with as much again to be safe. */
    static final long LEAST_FREE_MIB = 512;

    /**
     * Of capabilities(7), by bit: without one of these nothing can be made, and without the last an agent that has given way to
     * traffic would do so for ever. What single runtimes want besides, they say.
     */
    private static final Map<Integer, String> NEEDED = new TreeMap<>(Map.of(
            0, "CAP_CHOWN",
            1, "CAP_DAC_OVERRIDE",
            5, "CAP_KILL",
            12, "CAP_NET_ADMIN",
            21, "CAP_SYS_ADMIN",
            23, "CAP_SYS_NICE"));

    private final HostRoot root;
    private final Workplace workplace;

    @Inject
    HostChecks(HostRoot root, Workplace workplace) {
        this.root = root;
        this.workplace = workplace;
    }

    public List<HostCheck> look() throws IOException {
        return List.of(space(), permissions());
    }

    private HostCheck space() throws IOException {
        long freeMib = Files.getFileStore(workplace.state()).getUsableSpace() / MIB;
        String found = freeMib + " MiB free for " + workplace.state();
        return freeMib >= LEAST_FREE_MIB
                ? HostCheck.passed("space", found)
                : HostCheck.failed(
                        "space",
                        found,
                        "runtimes keep images there while they run, " + LEAST_FREE_MIB + " MiB are wanted",
                        "make room on that file system, or give the agent another --state");
    }

    private HostCheck permissions() {
        long effective = root.text("proc/self/status")
                .orElse("")
                .lines()
                .filter(line -> line.startsWith("CapEff:"))
                .map(line -> Long.parseUnsignedLong(
                        line.substring("CapEff:".length()).strip(), 16))
                .findFirst()
                .orElse(0L);
        List<String> missing = NEEDED.entrySet().stream()
                .filter(capability -> (effective >> capability.getKey() & 1) == 0)
                .map(Map.Entry::getValue)
                .toList();
        return missing.isEmpty()
                ? HostCheck.passed("permissions", "all rights that trials need")
                : HostCheck.failed(
                        "permissions",
                        "without " + String.join(", ", missing),
                        "namespaces, mounts, devices and control groups cannot be made without, nor can the agent stop"
                                + " giving way to traffic",
                        "run the agent as root, and let its unit or container keep these capabilities");
    }
}
