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
        Path directory = DIRECTORIES.stream()
                .filter(candidate -> Files.isRegularFile(candidate.resolve("libc.so.6")))
                .findFirst()
                .orElseThrow(() -> new IOException("no libc.so.6 in any of " + DIRECTORIES));
        return Stream.concat(
                        Stream.of(loader),
                        NAMES.stream().map(directory::resolve).filter(Files::isRegularFile))
                .toList();
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
