package dev.tare.probe.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The C library and its loader, as the machine that builds has them: all that the runtime image needs of a system. */
final class SystemLibraries {

    private static final List<String> NAMES =
            List.of("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libgcc_s.so.1");

    /**
     * OpenSSL for traffic by TLS, with what some builds of it need. Java's own TLS is of no use under the probe's compiler, which
     * knows none of the processor's instructions for it.
     */
    private static final List<String> TLS_NAMES = List.of("libz.so.1", "libzstd.so.1", "libcrypto.so.3", "libssl.so.3");

    private static final List<Path> DIRECTORIES = Stream.of(
                    "/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu", "/lib64", "/usr/lib64", "/usr/lib")
            .map(Path::of)
            .toList();

    private static final List<Path> LOADERS = Stream.of("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1")
            .map(Path::of)
            .toList();

    private SystemLibraries() {}

    /** Real files, at the paths where the loader of this machine looks for them. */
    static List<Path> find() throws IOException {
        Path loader = LOADERS.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new IOException("no loader of the GNU C library among " + LOADERS));
        Path directory = directory();
        return Stream.concat(
                        Stream.of(loader),
                        NAMES.stream().map(directory::resolve).filter(Files::isRegularFile))
                .toList();
    }

    /** Libraries for TLS; none where the machine has none, and then the bundle has no TLS. */
    static List<Path> findTls() throws IOException {
        Path directory = directory();
        boolean complete = TLS_NAMES.subList(2, TLS_NAMES.size()).stream()
                .allMatch(name -> Files.isRegularFile(directory.resolve(name)));
        return complete
                ? TLS_NAMES.stream()
                        .map(directory::resolve)
                        .filter(Files::isRegularFile)
                        .toList()
                : List.of();
    }

    private static Path directory() throws IOException {
        return DIRECTORIES.stream()
                .filter(candidate -> Files.isRegularFile(candidate.resolve("libc.so.6")))
                .findFirst()
                .orElseThrow(() -> new IOException("no libc.so.6 in any of " + DIRECTORIES));
    }

    /** Copies each into one folder: a plain process loads these, too, and not its host's. */
    static void copyTls(List<Path> libraries, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Path library : libraries) {
            Files.copy(library.toRealPath(), folder.resolve(library.getFileName()));
        }
    }

    /** Copies each to the same path below {@code rootfs}. */
    static void copy(List<Path> libraries, Path rootfs) throws IOException {
        for (Path library : libraries) {
            Path target = rootfs.resolve(Path.of("/").relativize(library));
            Files.createDirectories(target.getParent());
            Files.copy(library.toRealPath(), target);
        }
        // a C library without this file looks into /etc for names and users; the probe asks for neither
        Files.writeString(rootfs.resolve("etc/passwd"), "root:x:0:0:root:/:/bin/false\n", StandardCharsets.US_ASCII);
    }
}
