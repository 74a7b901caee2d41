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
        String suite = wanted.suite().formatted(distribution.codename());
        Path work = Files.createDirectories(cache).resolve("apt-" + wanted.name());
        Path parts = Files.createDirectories(work.resolve("sources.list.d"));
        Files.createDirectories(work.resolve("lists/partial"));
        Files.createDirectories(work.resolve("archives/partial"));
        Path download = Files.createDirectories(work.resolve("download"));
        Files.writeString(parts.resolve("tare.sources"), source.stanza(suite, wanted.component()));
        removeAll(downloaded(download));
        exec.must(apt(work, download, List.of("update")));
        List<String> words = new ArrayList<>(List.of("download"));
        words.addAll(wanted.selectors());
        exec.must(apt(work, download, words));
        return unpack(wanted, downloaded(download));
    }

    private Command apt(Path work, Path folder, List<String> words) {
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
        all.addAll(words);
        return Command.of(all).within(LIMIT);
    }

    private static List<Path> downloaded(Path download) throws IOException {
        try (Stream<Path> files = Files.list(download)) {
            return files.filter(file -> file.toString().endsWith(".deb"))
                    .sorted()
                    .toList();
        }
    }

    /** Of an earlier try: another version of the same package would be unpacked too. */
    private static void removeAll(List<Path> archives) throws IOException {
        for (Path archive : archives) {
            Files.delete(archive);
        }
    }

    private Path unpack(ForeignPackage wanted, List<Path> archives) throws IOException, InterruptedException {
        if (archives.isEmpty()) {
            throw new IOException("nothing was downloaded");
        }
        Path folder = folder(wanted);
        Path fresh = folder.resolveSibling(
                wanted.name() + ".new-" + ProcessHandle.current().pid());
        Files.createDirectories(fresh);
        for (Path archive : archives) {
            exec.must(Command.of("dpkg", "-x", archive.toString(), fresh.toString())
                    .within(LIMIT));
        }
        if (!Files.isExecutable(fresh.resolve(wanted.program()))) {
            throw new IOException(archives.getFirst().getFileName() + " has no " + wanted.program());
        }
        // whole or not at all: somebody may look for it meanwhile
        Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        return folder;
    }

    private Path folder(ForeignPackage wanted) {
        return cache.resolve("tools").resolve(wanted.name());
    }
}
