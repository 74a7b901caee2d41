package dev.tare.agent.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.spi.ToolProvider;

/** A root file system as the bundle's: a linked Java, the C library, and the test's program in {@code /probe}. */
final class TestRootfs {

    private static final Path DIRECTORY = Path.of("target", "test-rootfs").toAbsolutePath();
    private static final List<Path> LIBRARY_PLACES =
            List.of(Path.of("/lib/x86_64-linux-gnu"), Path.of("/lib/aarch64-linux-gnu"));
    private static final List<String> LIBRARIES =
            List.of("libc.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libm.so.6");
    private static final List<Path> LOADERS =
            List.of(Path.of("/lib64/ld-linux-x86-64.so.2"), Path.of("/lib/ld-linux-aarch64.so.1"));

    private TestRootfs() {}

    static synchronized Path make() {
        try {
            if (!Files.isExecutable(DIRECTORY.resolve("jre/bin/java"))) {
                link();
            }
            for (String name : List.of("proc", "sys", "dev", "tmp", "etc")) {
                Files.createDirectories(DIRECTORY.resolve(name));
            }
            for (Path place : LIBRARY_PLACES) {
                for (String library : LIBRARIES) {
                    copyIfThere(place.resolve(library));
                }
            }
            for (Path loader : LOADERS) {
                copyIfThere(loader);
            }
            copyProgram();
            return DIRECTORY;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void link() throws IOException {
        Files.createDirectories(DIRECTORY);
        int status = ToolProvider.findFirst("jlink")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--add-modules",
                        "java.base",
                        "--strip-debug",
                        "--no-header-files",
                        "--no-man-pages",
                        "--output",
                        DIRECTORY.resolve("jre").toString());
        if (status != 0) {
            throw new IOException("jlink: exit status " + status);
        }
    }

    private static void copyIfThere(Path file) throws IOException {
        if (Files.exists(file)) {
            Path to = DIRECTORY.resolve(file.toString().substring(1));
            Files.createDirectories(to.getParent());
            Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void copyProgram() throws IOException {
        String name = GuestProgram.class.getName().replace('.', '/') + ".class";
        Path to = DIRECTORY.resolve("probe").resolve(name);
        Files.createDirectories(to.getParent());
        try (var in = GuestProgram.class.getClassLoader().getResourceAsStream(name)) {
            Files.copy(java.util.Objects.requireNonNull(in), to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
