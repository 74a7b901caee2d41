package dev.tare.probe.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes {@code bundle/rootfs} and {@code bundle/bundle.json} from the modules of this JDK, the jars and the machine's C
 * library. The same inputs give the same bytes except for the ahead-of-time cache, which differs from run to run; so a
 * bundle is only made again when an input has changed.
 */
public final class BundleBuilder {

    private static final List<String> EMPTY_DIRECTORIES = List.of("proc", "sys", "dev", "tmp", "etc");

    /** The cache remembers the jars' times of change: they must be the same after every way of copying. */
    private static final FileTime JAR_TIME = FileTime.from(Instant.parse("2026-11-01T00:00:00Z"));

    private final Path jdk;
    private final Path target;
    private final String version;
    private final List<Path> jars;

    BundleBuilder(Path jdk, Path target, String version, List<Path> jars) {
        this.jdk = jdk;
        this.target = target;
        this.version = version;
        this.jars = jars;
    }

    /** Arguments: target directory, version, the probe's jar, its class path (where only jars count). */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        // jspecify is for the compiler only
        List<Path> jars = Stream.concat(Stream.of(arguments[2]), Arrays.stream(arguments[3].split(":", -1)))
                .filter(entry -> entry.endsWith(".jar") && !entry.contains("jspecify"))
                .map(Path::of)
                .toList();
        new BundleBuilder(Path.of(System.getProperty("java.home")), Path.of(arguments[0]), arguments[1], jars).build();
    }

    void build() throws IOException, InterruptedException {
        Path bundle = target.resolve("bundle");
        Path json = bundle.resolve("bundle.json");
        List<Path> libraries = SystemLibraries.find();
        List<Path> tls = SystemLibraries.findTls();
        List<String> inside =
                jars.stream().map(jar -> "/probe/" + jar.getFileName()).toList();
        List<String> command = Jvm.command(version, inside);
        String inputs = inputs(Stream.concat(libraries.stream(), tls.stream()).toList(), command);
        Path stamp = target.resolve("bundle.inputs");
        if (Files.exists(json) && Files.exists(stamp) && Files.readString(stamp).equals(inputs)) {
            return;
        }
        deleteTree(bundle);
        Path rootfs = bundle.resolve("rootfs");
        for (String directory : EMPTY_DIRECTORIES) {
            Files.createDirectories(rootfs.resolve(directory));
        }
        SystemLibraries.copy(libraries, rootfs);
        copyTree(runtimeImage(), rootfs.resolve("jre"));
        Path probe = Files.createDirectories(rootfs.resolve("probe"));
        SystemLibraries.copyTls(tls, probe.resolve("lib"));
        for (Path jar : jars) {
            Path copied = Files.copy(jar, probe.resolve(jar.getFileName()));
            Files.setLastModifiedTime(copied, JAR_TIME);
        }
        Tool.run(Jvm.rehearsal(rootfs.toAbsolutePath().toString(), inside));
        settle(rootfs);
        Files.writeString(json, describe(Digest.ofTree(rootfs), command));
        Files.writeString(stamp, inputs);
    }

    private String inputs(List<Path> libraries, List<String> command) throws IOException {
        Digest digest = Digest.start().add(Jvm.MODULES).add(command.toString()).addFile(jdk.resolve("release"));
        for (Path library : libraries) {
            digest.add(library.toString()).addFile(library);
        }
        for (Path jar : jars) {
            digest.add(jar.getFileName().toString()).addFile(jar);
        }
        return digest.text();
    }

    /** Linking takes seconds and depends on the JDK and the list of modules only. */
    private Path runtimeImage() throws IOException, InterruptedException {
        String inputs =
                Digest.start().add(Jvm.MODULES).addFile(jdk.resolve("release")).text();
        Path image = target.resolve("jre");
        Path stamp = target.resolve("jre.inputs");
        if (!Files.isDirectory(image)
                || !Files.exists(stamp)
                || !Files.readString(stamp).equals(inputs)) {
            deleteTree(image);
            Tool.run(List.of(
                    jdk.resolve("bin/jlink").toString(),
                    "--add-modules",
                    Jvm.MODULES,
                    "--strip-debug",
                    "--no-header-files",
                    "--no-man-pages",
                    "--output",
                    image.toString()));
            Files.writeString(stamp, inputs);
        }
        return image;
    }

    private String describe(String digest, List<String> command) {
        String words = command.stream().map(BundleBuilder::quoted).collect(Collectors.joining(", "));
        return """
                {
                  "schema_version": 1,
                  "digest": %s,
                  "java_version": %s,
                  "command": [%s],
                  "environment": {"LANG": "C.UTF-8"}
                }
                """.formatted(quoted(digest), quoted(System.getProperty("java.version")), words);
    }

    /** Paths, flags and versions: neither quotes nor control characters occur. */
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Any user may read, nobody writes by accident of the builder's umask. */
    private static void settle(Path rootfs) throws IOException {
        try (Stream<Path> tree = Files.walk(rootfs)) {
            for (Path path : tree.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                boolean executable = Files.isExecutable(path) || Files.isDirectory(path);
                Files.setPosixFilePermissions(
                        path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : tree.toList()) {
                Files.copy(
                        path,
                        to.resolve(from.relativize(path).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static void deleteTree(Path root) throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> tree = Files.walk(root)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
