package dev.tare.controller.lab.state;

import dev.tare.controller.lab.LabSpec;
import dev.tare.controller.lab.tls.TlsFolder;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** Where things of one lab are. */
public record LabFolder(Path path) {

    public String name() {
        return path.getFileName().toString();
    }

    /** What was asked for. */
    public Path spec() {
        return path.resolve("spec.json");
    }

    /** The process that holds all of it, as seen from the machine. */
    public Path root() {
        return path.resolve("root.json");
    }

    /** Written by the keeper when all of it works. */
    public Path ready() {
        return path.resolve("lab.json");
    }

    /** For a controller: a lab file like any other. */
    public Path labFile() {
        return path.resolve("lab.yaml");
    }

    public TlsFolder tls() {
        return new TlsFolder(path.resolve("tls"));
    }

    public Path keeperLog() {
        return path.resolve("keeper.log");
    }

    public Path agent(String host) {
        return path.resolve("hosts").resolve(host);
    }

    public Path agentLog(String host) {
        return agent(host).resolve("agent.log");
    }

    /** Where the agent keeps its ledger. */
    public Path agentState(String host) {
        return agent(host).resolve("state");
    }

    /** Where the host's private {@code /run} is made. */
    public Path agentRun(String host) {
        return agent(host).resolve("run");
    }

    public void create(List<String> hosts) throws IOException {
        Files.createDirectories(path.getParent());
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (String host : hosts) {
            Files.createDirectories(agentState(host));
            Files.createDirectories(agentRun(host));
        }
    }

    public boolean exists() {
        return Files.isDirectory(path);
    }

    public LabSpec readSpec() throws IOException {
        return LabJson.read(spec(), LabSpec.class);
    }

    /** The root process, if one was ever started and still lives. */
    public Optional<ProcessStamp> livingRoot() throws IOException {
        return Files.exists(root())
                ? Optional.of(LabJson.read(root(), ProcessStamp.class)).filter(ProcessStamp::lives)
                : Optional.empty();
    }

    public Optional<LabReady> readReady() throws IOException {
        return Files.exists(ready()) ? Optional.of(LabJson.read(ready(), LabReady.class)) : Optional.empty();
    }

    /** Nothing is mounted in it: mounts of a lab exist in the lab's own namespaces only. */
    public void delete() throws IOException {
        if (!exists()) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path folder, java.io.@org.jspecify.annotations.Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
