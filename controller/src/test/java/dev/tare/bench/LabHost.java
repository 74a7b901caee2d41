package dev.tare.bench;

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

    /** Kibibytes in memory now. */
    long residentKibibytes() throws IOException {
        return Long.parseLong(status("VmRSS").replace(" kB", ""));
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
