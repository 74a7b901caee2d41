package dev.tare.agent.bundle;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Workplace;
import dev.tare.common.catalog.EngineKind;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes this host's engine layer: in {@code /engines} the programs of all engines that can be used ({@code bin}), the libraries
 * they need ({@code lib}) and the loader that goes with these. Made when it is first needed and again when a file of it has
 * changed, or the bundle under it has; kept in the agent's state, which outlives both.
 */
public final class EngineLayers {

    private static final int NAME_LETTERS = 16;
    private static final String ALGORITHM = "sha256:";

    private final Bundle bundle;
    private final Workplace workplace;
    private final InstalledEngines engines;
    private final SharedObjects libraries;
    private Map<Path, String> seen = Map.of();
    private Optional<EngineLayer> known = Optional.empty();

    @Inject
    EngineLayers(Bundle bundle, Workplace workplace, InstalledEngines engines, SharedObjects libraries) {
        this.bundle = bundle;
        this.workplace = workplace;
        this.engines = engines;
        this.libraries = libraries;
    }

    /** SHA-256 over the layer; empty when this host has no foreign engine that can be used. */
    public synchronized String digest(Deadline deadline) throws IOException, InterruptedException {
        SortedMap<String, Path> files = files(deadline);
        return files.isEmpty() ? "" : ALGORITHM + hash(files);
    }

    /** The layer as it is now, over the base layer. */
    public synchronized EngineLayer layer(Deadline deadline) throws IOException, InterruptedException {
        if (known.isPresent() && seen.equals(stamps(seen.keySet()))) {
            return known.get();
        }
        SortedMap<String, Path> files = files(deadline);
        String hash = hash(files);
        Path folder = Files.createDirectories(workplace.state().resolve("engines"));
        Path rootfs = folder.resolve(name(hash));
        if (!Files.isDirectory(rootfs)) {
            Path fresh = folder.resolve("new");
            Trees.clear(folder);
            Trees.link(bundle.rootfs(), fresh);
            fill(fresh.resolve("engines"), files);
            Files.move(fresh, rootfs);
        }
        seen = stamps(files.values());
        EngineLayer layer = new EngineLayer(rootfs, ALGORITHM + hash);
        known = Optional.of(layer);
        return layer;
    }

    /** Of the folder, in which the bundle is, too. */
    private String name(String hash) {
        MessageDigest digest = sha256();
        digest.update((bundle.digest() + "\n" + hash).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest()).substring(0, NAME_LETTERS);
    }

    /** By the names that they have in the layer. */
    private SortedMap<String, Path> files(Deadline deadline) throws IOException, InterruptedException {
        SortedMap<String, Path> files = new TreeMap<>();
        for (EngineKind kind : InstalledEngines.kinds()) {
            if (engines.check(kind, deadline) instanceof Availability.Usable) {
                for (Path program : engines.files(kind)) {
                    files.put("bin/" + program.getFileName(), program);
                    for (Path library : libraries.of(program, deadline)) {
                        files.put("lib/" + library.getFileName(), library);
                    }
                }
            }
        }
        if (!files.isEmpty()) {
            files.put("loader", SharedObjects.loader());
        }
        return files;
    }

    private static void fill(Path engines, Map<String, Path> files) throws IOException {
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Path target = engines.resolve(file.getKey());
            Files.createDirectories(target.resolveSibling(""));
            Files.copy(file.getValue().toRealPath(), target);
        }
        // a container's root may be another user of the host
        try (Stream<Path> tree = Files.walk(engines)) {
            for (Path path : tree.toList()) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    /** What tells a file from another one, without reading it. */
    private static Map<Path, String> stamps(Iterable<Path> files) throws IOException {
        Map<Path, String> stamps = new TreeMap<>();
        for (Path file : files) {
            stamps.put(
                    file,
                    Files.exists(file)
                            ? Files.size(file) + " " + Files.getLastModifiedTime(file) + " " + file.toRealPath()
                            : "gone");
        }
        return stamps;
    }

    private static String hash(SortedMap<String, Path> files) throws IOException {
        MessageDigest digest = sha256();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            digest.update((file.getKey() + "\n" + Files.size(file.getValue()) + "\n").getBytes(StandardCharsets.UTF_8));
            try (InputStream in = Files.newInputStream(file.getValue())) {
                byte[] piece = new byte[1 << 16];
                for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                    digest.update(piece, 0, read);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
