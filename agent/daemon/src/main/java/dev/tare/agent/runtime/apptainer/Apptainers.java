package dev.tare.agent.runtime.apptainer;

import dev.tare.agent.process.AsIfInstalled;
import dev.tare.agent.process.Children;
import dev.tare.agent.process.Commands;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Tools;
import dev.tare.agent.process.UnavailableException;
import dev.tare.agent.process.Workplace;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds an Apptainer: the host's own first, then one that was fetched, with its C library, into a tool directory. */
final class Apptainers {

    private static final String NAME = "apptainer";
    private static final Path PROGRAM = Path.of("usr/bin/apptainer");

    /** Where it has its programs and libraries, and where it mounts containers. */
    private static final List<String> PLACES = List.of("usr", "var/lib");

    private final Workplace workplace;
    private final Tools tools;
    private final Commands commands;

    @Inject
    Apptainers(Workplace workplace, Tools tools, Commands commands) {
        this.workplace = workplace;
        this.tools = tools;
        this.commands = commands;
    }

    /**
     * One that can be started.
     *
     * @param file the program's
     * @param path what it is started as, by {@code starter}
     */
    record Found(Path file, Path path, Optional<Path> tree, Children.Starter starter) {}

    Found find() throws UnavailableException {
        Optional<Path> own = Tools.ofSystem(NAME);
        if (own.isPresent()) {
            return new Found(own.get(), own.get(), Optional.empty(), Children.PLAIN);
        }
        for (Path tree : workplace.tools()) {
            if (Files.isExecutable(tree.resolve(PROGRAM))) {
                return new Found(
                        tree.resolve(PROGRAM),
                        Path.of("/").resolve(PROGRAM),
                        Optional.of(tree),
                        new AsIfInstalled(tools.require("nsenter", "util-linux"), tree, PLACES));
            }
        }
        throw new UnavailableException(
                "apptainer is not installed",
                "`tare install` fetches it on Debian and installs nothing; or install it yourself");
    }

    /** E.g. {@code apptainer 1.4.5}. */
    String version(Deadline deadline) throws IOException, InterruptedException {
        Found found = find();
        List<String> command = new ArrayList<>();
        if (found.tree().isPresent()) {
            Path loader = loader(found.tree().get());
            command.addAll(List.of(loader.toString(), "--library-path", String.valueOf(loader.getParent())));
        }
        command.addAll(List.of(found.file().toString(), "--version"));
        return commands.run(command, deadline).strip().replace(" version ", " ");
    }

    private static Path loader(Path tree) throws IOException {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(tree.resolve("usr/lib"), "*-linux-gnu*")) {
            for (Path directory : directories) {
                try (DirectoryStream<Path> loaders = Files.newDirectoryStream(directory, "ld-linux-*.so.*")) {
                    for (Path loader : loaders) {
                        return loader;
                    }
                }
            }
        }
        throw new IOException("no loader in " + tree + ": its C library was not unpacked with it");
    }
}
