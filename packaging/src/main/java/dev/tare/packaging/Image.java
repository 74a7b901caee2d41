package dev.tare.packaging;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A container image in a tar: an image layout of the Open Container Initiative (image-spec 1.1), and beside it the list by
 * which {@code docker load} of any age finds the same blobs. Its bytes follow from the layers alone.
 *
 * @param name {@code tare:0.1.0}
 * @param architecture as Debian says, which is what Go says for the two there are
 * @param user who runs in it, by number
 * @param layers from below to above
 */
record Image(
        String name,
        String architecture,
        String user,
        String workingDirectory,
        List<String> entrypoint,
        List<String> command,
        Map<String, String> labels,
        List<FileTree> layers) {

    private static final String TYPE = "application/vnd.oci.image.";
    private static final String BLOBS = "blobs/sha256/";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of a layer: its digest as it is unpacked, and the blob it lies in. */
    private record Layer(String unpacked, Blob blob) {}

    private record Blob(String digest, long bytes) {

        Map<String, Object> descriptor(String type) {
            return Map.of("mediaType", TYPE + type, "digest", "sha256:" + digest, "size", bytes);
        }
    }

    /**
     * Writes it.
     *
     * @param time of everything in it
     */
    void write(Path target, Instant time) throws IOException {
        FileTree tree = new FileTree();
        List<Path> temporary = new ArrayList<>();
        try {
            List<Layer> written = new ArrayList<>();
            for (FileTree layer : layers) {
                Path file = Files.createTempFile(target.toAbsolutePath().getParent(), "layer", ".tar.gz");
                temporary.add(file);
                Layer one = layer(layer, file, time);
                tree.file(BLOBS + one.blob().digest(), file);
                written.add(one);
            }
            Blob config = blob(tree, config(written, time));
            Blob manifest = blob(
                    tree,
                    Map.of(
                            "schemaVersion",
                            2,
                            "mediaType",
                            TYPE + "manifest.v1+json",
                            "config",
                            config.descriptor("config.v1+json"),
                            "layers",
                            written.stream()
                                    .map(one -> one.blob().descriptor("layer.v1.tar+gzip"))
                                    .toList()));
            tree.text("oci-layout", json(Map.of("imageLayoutVersion", "1.0.0")));
            tree.text("index.json", json(index(manifest)));
            tree.text("manifest.json", json(List.of(forDocker(config, written))));
            try (OutputStream out = Files.newOutputStream(target)) {
                new Tar(time, "").write(tree, out);
            }
        } finally {
            for (Path file : temporary) {
                Files.delete(file);
            }
        }
    }

    private static Layer layer(FileTree tree, Path file, Instant time) throws IOException {
        Tar tar = new Tar(time, "");
        MessageDigest unpacked = sha256();
        tar.write(tree, new DigestOutputStream(OutputStream.nullOutputStream(), unpacked));
        MessageDigest packed = sha256();
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), packed)) {
            tar.writeGzip(tree, out);
        }
        return new Layer(hex(unpacked), new Blob(hex(packed), Files.size(file)));
    }

    private Map<String, Object> config(List<Layer> written, Instant time) {
        return Map.of(
                "created",
                time.toString(),
                "architecture",
                architecture,
                "os",
                "linux",
                "config",
                Map.of(
                        "User", user,
                        "WorkingDir", workingDirectory,
                        "Entrypoint", entrypoint,
                        "Cmd", command,
                        "Labels", labels),
                "rootfs",
                Map.of(
                        "type",
                        "layers",
                        "diff_ids",
                        written.stream().map(one -> "sha256:" + one.unpacked()).toList()));
    }

    private Map<String, Object> index(Blob manifest) {
        Map<String, Object> named = new TreeMap<>(manifest.descriptor("manifest.v1+json"));
        named.put("annotations", Map.of("org.opencontainers.image.ref.name", name));
        return Map.of("schemaVersion", 2, "mediaType", TYPE + "index.v1+json", "manifests", List.of(named));
    }

    private Map<String, Object> forDocker(Blob config, List<Layer> written) {
        return Map.of(
                "Config",
                BLOBS + config.digest(),
                "RepoTags",
                List.of(name),
                "Layers",
                written.stream().map(one -> BLOBS + one.blob().digest()).toList());
    }

    private static Blob blob(FileTree tree, Map<String, Object> content) throws IOException {
        String text = json(content);
        FileTree.Entry.Text entry = new FileTree.Entry.Text(text, 0);
        MessageDigest digest = sha256();
        digest.update(entry.bytes());
        Blob blob = new Blob(hex(digest), entry.bytes().length);
        tree.text(BLOBS + blob.digest(), text);
        return blob;
    }

    /** With sorted keys: the order in which a map gives them is another each time. */
    private static String json(Object content) throws IOException {
        return JSON.writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).writeValueAsString(content);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
