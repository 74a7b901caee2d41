package dev.tare.agent.runtime;

import dev.tare.agent.process.Commands;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Tools;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The programs runc and runsc: where they are, which version; asked once for each file and remembered. */
final class OciTool {

    private final Tools tools;
    private final Commands commands;
    private final Map<Build, String> versions = new ConcurrentHashMap<>();
    private final Map<Build, String> flags = new ConcurrentHashMap<>();

    @Inject
    OciTool(Tools tools, Commands commands) {
        this.tools = tools;
        this.commands = commands;
    }

    /** A file that is replaced is asked again. */
    record Build(String path, FileTime modified) {}

    Build find(String name) throws IOException {
        String path = tools.require(name, name);
        return new Build(path, Files.getLastModifiedTime(Path.of(path)));
    }

    /** E.g. {@code runc 1.1.5}: the first line of {@code --version} without its middle word. */
    String version(Build build, Deadline deadline) throws IOException, InterruptedException {
        String known = versions.get(build);
        if (known == null) {
            known = commands.run(List.of(build.path(), "--version"), deadline)
                    .lines()
                    .findFirst()
                    .orElse("")
                    .replace(" version ", " ");
            versions.put(build, known);
        }
        return known;
    }

    /** Whether a build of runsc has a flag; the older know fewer and refuse to start with one they do not know. */
    boolean hasFlag(Build build, String flag, Deadline deadline) throws IOException, InterruptedException {
        String known = flags.get(build);
        if (known == null) {
            known = commands.run(List.of(build.path(), "flags"), deadline);
            flags.put(build, known);
        }
        return known.lines().anyMatch(line -> (line + " ").startsWith("  -" + flag + " "));
    }
}
