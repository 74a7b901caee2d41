package dev.tare.agent.runtime.containerd;

import dev.tare.agent.process.Pid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The process that stands between containerd and one container, and is told that container's name. */
final class Shim {

    private static final String PROGRAMS = "containerd-shim-";

    private Shim() {}

    /** That of a container whose name nobody else gives; empty where none runs. */
    static Optional<Pid> of(String container) throws IOException {
        Optional<Long> shim = ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(process -> isOf(container, arguments(process)))
                .findFirst();
        return shim.isPresent() ? Optional.of(Pid.of(shim.get())) : Optional.empty();
    }

    /** Whether somebody was started for that container. */
    static boolean serves(String container, long process) {
        return arguments(process).contains(container);
    }

    private static boolean isOf(String container, List<String> arguments) {
        String program = arguments.getFirst();
        return program.substring(program.lastIndexOf('/') + 1).startsWith(PROGRAMS) && arguments.contains(container);
    }

    /** Of one that has ended, the empty word. */
    private static List<String> arguments(long process) {
        try {
            byte[] line = Files.readAllBytes(Path.of("/proc", Long.toString(process), "cmdline"));
            return List.of(new String(line, StandardCharsets.ISO_8859_1).split("\0", -1));
        } catch (IOException e) {
            return List.of("");
        }
    }
}
