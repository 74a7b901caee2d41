package dev.tare.agent.bundle;

import dev.tare.agent.process.Commands;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Workplace;
import dev.tare.common.linux.ElfFile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which libraries programs need, and theirs, as this host's own loader finds them; the programs are not run for that. */
final class SharedObjects {

    private static final List<Path> LOADERS = Stream.of("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1")
            .map(Path::of)
            .toList();

    /** Below a directory that is laid out like {@code /}. */
    private static final List<String> LIBRARIES = List.of(
            "usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu", "usr/lib/aarch64-linux-gnu", "lib/aarch64-linux-gnu");

    /** A line of its list: {@code libm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x00007f93d4f0d000)}. */
    private static final Pattern FOUND = Pattern.compile("\\s*(\\S+) => (/\\S+) \\(0x[0-9a-f]+\\)");

    private static final Pattern MISSING = Pattern.compile("\\s*(\\S+) => not found");

    private final Commands commands;
    private final Workplace workplace;

    @Inject
    SharedObjects(Commands commands, Workplace workplace) {
        this.commands = commands;
        this.workplace = workplace;
    }

    /** The program that all of them are started with. */
    static Path loader() throws IOException {
        return LOADERS.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new IOException("this host has no loader of the GNU C library among " + LOADERS));
    }

    /**
     * Of one program.
     *
     * @throws IOException where one is missing, or the program is not for this host
     */
    List<Path> of(Path program, Deadline deadline) throws IOException, InterruptedException {
        if (ElfFile.linkage(program) == ElfFile.Linkage.STATIC) {
            return List.of();
        }
        List<String> command = new ArrayList<>(List.of(loader().toString()));
        String libraryPath = beside(program);
        if (!libraryPath.isEmpty()) {
            command.addAll(List.of("--library-path", libraryPath));
        }
        command.addAll(List.of("--list", program.toString()));
        List<Path> libraries = new ArrayList<>();
        for (String line : commands.run(command, deadline).lines().toList()) {
            Matcher found = FOUND.matcher(line);
            Matcher missing = MISSING.matcher(line);
            if (missing.matches()) {
                throw new IOException(program + " needs " + missing.group(1) + ", which is not on this host");
            }
            // the loader lists itself with its whole name
            if (found.matches() && !found.group(1).startsWith("/")) {
                libraries.add(Path.of(found.group(2)));
            }
        }
        return libraries;
    }

    /** Directories of libraries in the unpacked tree that the program is of; another tree's may be for another loader. */
    private String beside(Path program) {
        return workplace.tools().stream()
                .filter(program::startsWith)
                .flatMap(tree -> LIBRARIES.stream().map(tree::resolve))
                .filter(Files::isDirectory)
                .map(Path::toString)
                .collect(Collectors.joining(":"));
    }
}
