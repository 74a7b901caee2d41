package dev.tare.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.spi.ToolProvider;

/** Makes all packages. Arguments: root of the repository, version, time of all files (ISO 8601), target folder. */
public final class PackagesMain {

    /** Naming and xml: logback; management: the agent's own load; net: keepalive, and datagrams that are not fragmented. */
    private static final String MODULES =
            "java.base,java.logging,java.management,java.naming,java.xml,jdk.management,jdk.net,jdk.unsupported";

    private PackagesMain() {}

    public static void main(String[] arguments) throws IOException {
        Path target = Path.of(arguments[3]);
        Path jre = target.resolve("jre");
        if (!Files.exists(jre.resolve("release"))) {
            link(jre);
        }
        Build build = new Build(Path.of(arguments[0]), jre, arguments[1], Instant.parse(arguments[2]));
        new Packages(build, architecture()).write(target.resolve("packages"));
    }

    private static void link(Path jre) {
        ToolProvider jlink = ToolProvider.findFirst("jlink")
                .orElseThrow(() -> new IllegalStateException("this Java has no jlink: build with a whole JDK"));
        int code = jlink.run(
                System.out,
                System.err,
                "--add-modules",
                MODULES,
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--compress",
                "zip-6",
                "--output",
                jre.toString());
        if (code != 0) {
            throw new IllegalStateException("jlink ended with " + code);
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
