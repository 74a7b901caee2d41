package dev.tare.controller.lab.install;

import dev.tare.controller.lab.exec.Command;
import dev.tare.controller.lab.exec.Exec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Downloads and unpacks packages from suites the machine does not use, with an apt configuration of Tare's own: lists,
 * cache and sources are below the tool folder; the repository's address and its key are the machine's.
 */
public final class PrivateApt {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Exec exec;
    private final Distribution distribution;
    private final AptSources sources;
    private final Path cache;

    PrivateApt(Exec exec, Distribution distribution, AptSources sources, Path cache) {
        this.exec = exec;
        this.distribution = distribution;
        this.sources = sources;
        this.cache = cache;
    }

    /**
     * With this machine's sources.
     *
     * @param cache e.g. {@code ~/.cache/tare}
     */
    public static PrivateApt ofMachine(Exec exec, Path cache) throws IOException {
        return new PrivateApt(exec, Distribution.ofMachine(), AptSources.ofMachine(), cache);
    }

    /** The folder that a package was unpacked into, laid out like {@code /}, if it was. */
    public Optional<Path> unpacked(ForeignPackage wanted) {
        Path folder = folder(wanted);
        return Files.isExecutable(folder.resolve(wanted.program())) ? Optional.of(folder) : Optional.empty();
    }

    /** Fetches and unpacks it; fails with the reason where that is impossible, e.g. without a network. */
    public Path fetch(ForeignPackage wanted) throws IOException, InterruptedException {
        AptSource source = sources.ofRelease(distribution.codename())
                .orElseThrow(() -> new IOException("no package source of " + distribution.name() + " is configured"));
        String suite = distribution.codename() + wanted.suiteSuffix();
        Path work = Files.createDirectories(cache).resolve("apt-" + wanted.name());
        Path parts = Files.createDirectories(work.resolve("sources.list.d"));
        Files.createDirectories(work.resolve("lists/partial"));
        Files.createDirectories(work.resolve("archives/partial"));
        Path download = Files.createDirectories(work.resolve("download"));
        Files.writeString(parts.resolve("tare.sources"), source.stanza(suite, wanted.component()));
        exec.must(apt(work, download, "update"));
        exec.must(apt(work, download, "download", wanted.selector()));
        return unpack(wanted, download);
    }

    private Command apt(Path work, Path folder, String... words) {
        List<String> all = new ArrayList<>(List.of("env", "--chdir=" + folder, "apt-get", "-q"));
        for (String option : List.of(
                "Dir::Etc::SourceList=/dev/null",
                "Dir::Etc::SourceParts=" + work.resolve("sources.list.d"),
                "Dir::State::Lists=" + work.resolve("lists"),
                "Dir::Cache=" + work,
                "Dir::Cache::Archives=" + work.resolve("archives"),
                // its own user could not write here
                "APT::Sandbox::User=root",
                // a suite that cannot be had is a failure, not a warning
                "APT::Update::Error-Mode=any")) {
            all.addAll(List.of("-o", option));
        }
        all.addAll(List.of(words));
        return Command.of(all).within(LIMIT);
    }

    private Path unpack(ForeignPackage wanted, Path download) throws IOException, InterruptedException {
        Path archive;
        try (Stream<Path> files = Files.list(download)) {
            archive = files.filter(file -> file.toString().endsWith(".deb"))
                    .max(Path::compareTo)
                    .orElseThrow(() -> new IOException("nothing was downloaded"));
        }
        Path folder = folder(wanted);
        Path fresh = folder.resolveSibling(
                wanted.name() + ".new-" + ProcessHandle.current().pid());
        Files.createDirectories(fresh);
        exec.must(Command.of("dpkg", "-x", archive.toString(), fresh.toString()).within(LIMIT));
        if (!Files.isExecutable(fresh.resolve(wanted.program()))) {
            throw new IOException(archive.getFileName() + " has no " + wanted.program());
        }
        // whole or not at all: somebody may look for it meanwhile
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        return folder;
    }

    private Path folder(ForeignPackage wanted) {
        return cache.resolve("tools").resolve(wanted.name());
    }
}
