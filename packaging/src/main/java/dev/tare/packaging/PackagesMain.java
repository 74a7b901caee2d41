package dev.tare.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/** Makes all packages. Arguments: root of the repository, version, time of all files (ISO 8601), target folder. */
public final class PackagesMain {

    /** Naming and xml: logback; management: the agent's own load; net: keepalive, and datagrams that are not fragmented. */
    private static final String MODULES =
            "java.base,java.logging,java.management,java.naming,java.xml,jdk.management,jdk.net,jdk.unsupported";

    private PackagesMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path target = Path.of(arguments[3]);
        Path jre = target.resolve("jre");
        remove(jre);
        link(jre);
        Build build = new Build(Path.of(arguments[0]), jre, arguments[1], Instant.parse(arguments[2]));
        new Packages(build, architecture()).write(target.resolve("packages"));
    }

    /**
     * Links Java in a process of its own. Trap: in this one, jlink would write method handle classes that depend on what has
     * run here before, and no two builds would be the same.
     */
    private static void link(Path jre) throws IOException, InterruptedException {
        Path jlink = Path.of(System.getProperty("java.home"), "bin", "jlink");
        if (!Files.isExecutable(jlink)) {
            throw new IOException("this Java has no " + jlink + ": build with a whole JDK");
        }
        int code = new ProcessBuilder(
                        jlink.toString(),
                        "--add-modules",
                        MODULES,
                        "--strip-java-debug-attributes",
                        "--no-header-files",
                        "--no-man-pages",
                        "--compress",
                        "zip-6",
                        "--output",
                        jre.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("jlink ended with " + code);
        }
    }

    /** What an earlier build has left, perhaps of other modules. */
    private static void remove(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** Debian's word for it. */
    private static String architecture() {
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return switch (arch) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> throw new IllegalStateException("no package is made for processors of kind " + arch);
        };
    }
}
