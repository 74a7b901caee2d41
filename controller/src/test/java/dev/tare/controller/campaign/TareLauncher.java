package dev.tare.controller.campaign;

import dev.tare.controller.fleet.FakeAgent;
import dev.tare.controller.fleet.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code ./tare} does between its build and the program: the flags, picocli on the boot class path, and start-up caches,
 * without which tests wait for young virtual machines most of their time: one for commands that talk to agents, one for all
 * others. Made once for all tests of a process.
 */
final class TareLauncher {

    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    static final String MAIN = "dev.tare.controller.cli.Main";

    /** Of the checkout. */
    static final Path TOP =
            Path.of(System.getProperty("tare.root", "..")).toAbsolutePath().normalize();

    private static final Path DIST = TOP.resolve("controller/target/dist");
    private static final Path FOLDER = TOP.resolve("controller/target/launcher");

    private static final Set<String> TO_AGENTS = Set.of("clock", "demo", "doctor", "hosts", "run", "selftest");

    private static boolean made;

    private TareLauncher() {}

    /** The argument file for that command. */
    static synchronized Path arguments(String command) throws IOException {
        if (!made) {
            Files.createDirectories(FOLDER);
            trained("tare", List.of("--help"));
            trainForAgents();
            made = true;
        }
        return FOLDER.resolve((TO_AGENTS.contains(command) ? "agents" : "tare") + ".args");
    }

    /** One run with these words; without its cache everything works, slower. */
    private static void trained(String name, List<String> words) throws IOException {
        Path file = FOLDER.resolve(name + ".args");
        List<String> lines = lines(file);
        Files.write(file, lines);
        Path cache = FOLDER.resolve(name + ".aot");
        Files.deleteIfExists(cache);
        java(Stream.concat(Stream.of("-XX:AOTCacheOutput=" + cache, "@" + file, MAIN), words.stream()));
        if (Files.exists(cache)) {
            lines.add(option("-XX:AOTCache=" + cache));
            Files.write(file, lines);
        }
    }

    /** With a lab of two hosts: an agent answers for one, and nobody for the other. */
    private static void trainForAgents() throws IOException {
        TestAuthority authority = new TestAuthority(FOLDER.resolve("training"), "training");
        TestAuthority.Identity controller = authority.issue("controller");
        try (FakeAgent agent = new FakeAgent(authority, "10.0.0.1/24")) {
            Path lab = Files.writeString(FOLDER.resolve("training.yaml"), """
                    schemaVersion: 1
                    name: training
                    hosts:
                      client: {agent: "%s", data: {interface: eth1, address: 10.0.0.1/24}}
                      server: {agent: "127.0.0.1:1", data: {interface: eth1, address: 10.0.0.2/24}}
                    link: {rate: 10Gbit}
                    tls: {ca: '%s', certificate: '%s', key: '%s'}
                    """.formatted(
                            agent.address(), authority.certificate(), controller.certificate(), controller.key()));
            trained("agents", List.of("hosts", "--json", "--lab", lab.toString()));
        }
    }

    private static List<String> lines(Path file) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(DIST.resolve("tare.args")));
        try (Stream<Path> jars = Files.list(DIST.resolve("lib"))) {
            var parts = jars.sorted()
                    .collect(Collectors.partitioningBy(
                            jar -> jar.getFileName().toString().startsWith("picocli-"),
                            Collectors.mapping(Path::toString, Collectors.joining(":"))));
            lines.add(option("-Xbootclasspath/a:" + Objects.requireNonNull(parts.get(true))));
            lines.add(option("-Dtare.home=" + TOP));
            lines.add(option("-Dtare.args=" + file));
            lines.add(option("--class-path"));
            lines.add(option(Objects.requireNonNull(parts.get(false))));
        }
        return lines;
    }

    private static void java(Stream<String> words) throws IOException {
        try {
            new ProcessBuilder(Stream.concat(Stream.of(JAVA), words).toList())
                    .redirectErrorStream(true)
                    .redirectOutput(FOLDER.resolve("tare.log").toFile())
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a start-up cache was made", e);
        }
    }

    /** One word of an argument file. */
    private static String option(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
