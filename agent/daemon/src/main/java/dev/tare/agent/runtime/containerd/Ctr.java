package dev.tare.agent.runtime.containerd;

import dev.tare.agent.process.Commands;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Tools;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** containerd's own client, in a namespace that is ours: no other client's container is seen or touched. */
final class Ctr {

    static final String NAMESPACE = "tare";

    private final Tools tools;
    private final Commands commands;

    @Inject
    Ctr(Tools tools, Commands commands) {
        this.tools = tools;
        this.commands = commands;
    }

    List<String> command(Path socket, List<String> words) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(tools.require("ctr", "containerd"), "--address=" + socket, "--namespace=" + NAMESPACE));
        command.addAll(words);
        return command;
    }

    String ask(Path socket, Deadline deadline, String... words) throws IOException, InterruptedException {
        return commands.run(command(socket, List.of(words)), deadline);
    }

    /** E.g. {@code containerd 1.6.20~ds1}: the daemon's, not the client's. */
    String version(Path socket, Deadline deadline) throws IOException, InterruptedException {
        String server = ask(socket, deadline, "version").replaceFirst("(?s).*\nServer:", "");
        return "containerd "
                + server.lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("Version:"))
                        .findFirst()
                        .orElseThrow(() -> new IOException("containerd on " + socket + " does not tell its version"))
                        .substring("Version:".length())
                        .strip();
    }
}
