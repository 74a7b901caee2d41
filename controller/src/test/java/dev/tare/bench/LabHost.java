package dev.tare.bench;

import dev.tare.controller.lab.LabAddresses;
import dev.tare.controller.trial.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * One host of the lab, by its agent.
 *
 * @param agentPid as the machine sees it
 */
record LabHost(Side side, long agentPid) {

    private static final String AGENT_MAIN = "dev.tare.agent.Main";

    static LabHost find(Side side, long labRootPid) throws IOException {
        for (ProcessHandle process :
                ProcessHandle.of(labRootPid).orElseThrow().descendants().toList()) {
            List<String> words = commandLine(process.pid());
            int name = words.indexOf("--name");
            if (words.contains(AGENT_MAIN) && name >= 0 && words.get(name + 1).equals(side.word())) {
                return new LabHost(side, process.pid());
            }
        }
        throw new NoSuchElementException("no agent of the " + side.word() + " below " + labRootPid);
    }

    /** In memory now. What the kernel calls kB there is 1024 bytes. */
    long residentBytes() throws IOException {
        return 1024 * Long.parseLong(status("VmRSS").replace(" kB", ""));
    }

    /** What went through its data device until now, both ways. */
    long dataBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(agentPid), "net/dev")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith(LabAddresses.DATA_DEVICE + ":"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip().split(" +", -1))
                // received bytes come first, sent ones after the eight columns of those received
                .mapToLong(words -> Long.parseLong(words[0]) + Long.parseLong(words[8]))
                .sum();
    }

    private String status(String key) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(agentPid), "status")).stream()
                .filter(line -> line.startsWith(key + ":"))
                .map(line -> line.substring(key.length() + 1).strip())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> commandLine(long pid) throws IOException {
        Path file = Path.of("/proc", Long.toString(pid), "cmdline");
        return Files.exists(file) ? List.of(Files.readString(file).split("\0")) : List.of();
    }
}
