package dev.tare.agent.runtime.vm;

import dev.tare.agent.process.Tools;
import dev.tare.agent.process.Workplace;
import jakarta.inject.Inject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What all guests of one bundle and one kernel have in common, as an initramfs: the bundle in {@code /bundle}, busybox, modules
 * and our first process. Made once, kept in the agent's state; uncompressed, because a guest under emulation unpacks slowly.
 */
final class BaseImage {

    private static final int NAME_BYTES = 8;
    private static final String ENDING = ".cpio";
    /** A plan may have the probe and engines by turns, and guests of two kernels; an image is some 100 MB. */
    private static final int KEPT = 4;

    private static final int ALL = 0755;
    private static final String STARTER = GuestChannels.class.getSimpleName() + ".class";
    private static final List<String> OURS = List.of("init", "guest", "program", STARTER);

    private final Workplace workplace;
    private final Tools tools;

    @Inject
    BaseImage(Workplace workplace, Tools tools) {
        this.workplace = workplace;
        this.tools = tools;
    }

    synchronized Path make(Path rootfs, Kernel kernel) throws IOException {
        List<Path> files = files(rootfs);
        Path busybox = Path.of(tools.require("busybox", "busybox-static"));
        Path directory = Files.createDirectories(workplace.state().resolve("guests"));
        Path image = directory.resolve(name(rootfs, files, kernel, busybox) + ENDING);
        if (!Files.exists(image)) {
            Path fresh = directory.resolve("new");
            write(fresh, rootfs, files, kernel, busybox);
            Files.move(fresh, image, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.setLastModifiedTime(image, FileTime.from(Instant.now()));
        removeOldest(directory);
        return image;
    }

    private static List<Path> files(Path rootfs) throws IOException {
        try (Stream<Path> walk = Files.walk(rootfs)) {
            return walk.sorted().toList();
        }
    }

    /** Another file, size or time of change makes another name. */
    private static String name(Path rootfs, List<Path> files, Kernel kernel, Path busybox) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path file : Stream.concat(files.stream(), Stream.of(kernel.image(), busybox))
                .toList()) {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            text.append(rootfs.relativize(file.toAbsolutePath())).append('\0');
            text.append(attributes.isDirectory() ? 0 : attributes.size()).append('\0');
            text.append(
                    attributes.isDirectory() ? 0 : attributes.lastModifiedTime().toMillis());
            text.append('\n');
        }
        MessageDigest digest = sha256();
        digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
        for (String ours : OURS) {
            digest.update(resource(ours));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void write(Path to, Path rootfs, List<Path> files, Kernel kernel, Path busybox) throws IOException {
        try (Cpio cpio = new Cpio(new BufferedOutputStream(Files.newOutputStream(to), 1 << 20))) {
            for (String name : List.of("bin", "bundle", "dev", "launch", "modules", "proc", "run", "sys")) {
                cpio.directory(name, ALL);
            }
            for (String ours : OURS.subList(0, 3)) {
                cpio.file(ours, ALL, resource(ours));
            }
            addStarter(cpio);
            cpio.file("bin/busybox", ALL, busybox);
            List<Path> modules = GuestModules.of(kernel);
            for (int i = 0; i < modules.size(); i++) {
                // the first process loads them in the order of their names
                cpio.file(
                        String.format(
                                Locale.ROOT,
                                "modules/%02d-%s",
                                i,
                                modules.get(i).getFileName()),
                        ALL,
                        modules.get(i));
            }
            for (Path file : files) {
                if (!file.equals(rootfs)) {
                    add(cpio, "bundle/" + rootfs.relativize(file), file);
                }
            }
            for (String name : List.of("proc", "dev", "sys", "tmp")) {
                if (!Files.exists(rootfs.resolve(name))) {
                    cpio.directory("bundle/" + name, ALL);
                }
            }
        }
    }

    /** {@link GuestChannels}, and the bundle's Java where it looks for its libraries. */
    private static void addStarter(Cpio cpio) throws IOException {
        String directory = "starter";
        cpio.directory(directory, ALL);
        for (String name : BaseImage.class.getPackageName().split("\\.", -1)) {
            directory += "/" + name;
            cpio.directory(directory, ALL);
        }
        cpio.file(directory + "/" + STARTER, 0644, resource(STARTER));
        for (String name : List.of("jre", "lib", "lib64")) {
            cpio.link(name, "bundle/" + name);
        }
    }

    private static void add(Cpio cpio, String name, Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            cpio.link(name, Files.readSymbolicLink(file).toString());
        } else if (Files.isDirectory(file)) {
            cpio.directory(name, ALL);
        } else if (Files.isRegularFile(file)) {
            cpio.file(name, Files.isExecutable(file) ? ALL : 0644, file);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = BaseImage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the agent's jar has no " + name);
            }
            return in.readAllBytes();
        }
    }

    /** The time of change says when an image was last asked for. A guest that still reads one keeps it open. */
    private static void removeOldest(Path directory) throws IOException {
        SortedMap<FileTime, Path> images = new TreeMap<>();
        try (Stream<Path> all = Files.list(directory)) {
            for (Path file :
                    all.filter(each -> each.toString().endsWith(ENDING)).toList()) {
                images.put(Files.getLastModifiedTime(file), file);
            }
        }
        while (images.size() > KEPT) {
            Files.delete(images.pollFirstEntry().getValue());
        }
    }
}
