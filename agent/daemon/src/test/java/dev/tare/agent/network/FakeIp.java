package dev.tare.agent.network;

import dev.tare.agent.process.Tools;
import dev.tare.agent.process.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An {@code ip} that is asked in lines and answers what a test says; it notes the lines. */
final class FakeIp {

    /** What it says to some lines, or how it fails. */
    interface Answers {
        String to(List<String> lines) throws IOException;
    }

    final List<String> asked = new ArrayList<>();
    final Workplace workplace;
    final IpTool tool;

    /** @param directory of the test's own */
    FakeIp(Path directory, Answers answers) throws IOException {
        Path program = directory.resolve("usr/bin/ip");
        Files.createDirectories(directory.resolve("usr/bin"));
        if (!Files.createFile(program).toFile().setExecutable(true)) {
            throw new IOException("not executable: " + program);
        }
        workplace = new Workplace("test", directory, directory, List.of(directory), false);
        tool = new IpTool(
                (arguments, input, deadline) -> {
                    List<String> lines = input.lines().toList();
                    asked.addAll(lines);
                    return answers.to(lines);
                },
                new Tools(workplace));
    }
}
