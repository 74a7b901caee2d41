package dev.tare.controller.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code ./tare} does between its build and the program: the flags, picocli on the boot class path, and a start-up cache,
 * without which tests wait for young virtual machines most of their time. Made once for all tests of a process.
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

    private static boolean made;

    private TareLauncher() {}

    /** The argument file. */
    static synchronized Path arguments() throws IOException {
        Path file = FOLDER.resolve("tare.args");
        if (!made) {
            Files.createDirectories(FOLDER);
            List<String> lines = lines(file);
            Files.write(file, lines);
            Path cache = FOLDER.resolve("tare.aot");
            Files.deleteIfExists(cache);
            train(file, cache);
            if (Files.exists(cache)) {
                lines.add(option("-XX:AOTCache=" + cache));
                Files.write(file, lines);
            }
            made = true;
        }
        return file;
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

    /** One run of it. Without its cache everything works, slower. */
    private static void train(Path arguments, Path cache) throws IOException {
        try {
            new ProcessBuilder(JAVA, "-XX:AOTCacheOutput=" + cache, "@" + arguments, MAIN, "--help")
                    .redirectErrorStream(true)
                    .redirectOutput(FOLDER.resolve("tare.log").toFile())
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the start-up cache was made", e);
        }
    }

    /** One word of an argument file. */
    private static String option(String word) {
        return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
