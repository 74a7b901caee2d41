package dev.tare.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void everyDigestIsOfWhatItPointsAt() throws Exception {
        Map<String, byte[]> files = read(written("image.tar"));
        assertThat(files).containsKey("oci-layout");
        JsonNode index =
                JSON.readTree(files.get("index.json")).path("manifests").path(0);
        JsonNode manifest = JSON.readTree(blob(files, index));
        JsonNode config = JSON.readTree(blob(files, manifest.path("config")));
        assertThat(manifest.path("layers")).hasSize(2);
        List<List<String>> contents = new ArrayList<>();
        for (int number = 0; number < 2; number++) {
            byte[] layer = blob(files, manifest.path("layers").path(number));
            byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(layer)).readAllBytes();
            assertThat(config.path("rootfs").path("diff_ids").path(number).asText())
                    .isEqualTo(sha256(unpacked));
            contents.add(names(unpacked));
        }
        assertThat(contents).containsExactly(List.of("below/", "below/one"), List.of("above"));
        assertThat(config.path("config").path("Entrypoint").path(0).asText()).isEqualTo("/below/one");
        assertThat(config.path("config").path("User").asText()).isEqualTo("65534");
    }

    @Test
    void dockersListNamesTheSameBlobs() throws Exception {
        Map<String, byte[]> files = read(written("image.tar"));
        JsonNode docker = JSON.readTree(files.get("manifest.json")).path(0);
        assertThat(docker.path("RepoTags").path(0).asText()).isEqualTo("tare:1.2.3");
        JsonNode index =
                JSON.readTree(files.get("index.json")).path("manifests").path(0);
        JsonNode manifest = JSON.readTree(blob(files, index));
        assertThat(docker.path("Config").asText())
                .isEqualTo(place(manifest.path("config").path("digest").asText()));
        assertThat(docker.path("Layers").path(1).asText())
                .isEqualTo(place(manifest.path("layers").path(1).path("digest").asText()));
    }

    @Test
    void madeTwiceItIsTheSameAndLeavesNothingBeside() throws Exception {
        assertThat(written("one.tar")).hasSameBinaryContentAs(written("two.tar"));
        try (var all = Files.list(folder)) {
            assertThat(all.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("one.tar", "two.tar");
        }
    }

    private Path written(String name) throws IOException {
        Path target = folder.resolve(name);
        new Image(
                        "tare:1.2.3",
                        "amd64",
                        "65534",
                        "/data",
                        List.of("/below/one"),
                        List.of("--help"),
                        Map.of("b", "2", "a", "1"),
                        List.of(new FileTree().script("below/one", "one"), new FileTree().text("above", "two")))
                .write(target, TIME);
        return target;
    }

    private static Map<String, byte[]> read(Path tar) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (TarArchiveInputStream in = new TarArchiveInputStream(Files.newInputStream(tar))) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                assertThat(entry.getLastModifiedTime().toInstant()).isEqualTo(TIME);
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }

    private static List<String> names(byte[] tar) throws IOException {
        List<String> names = new ArrayList<>();
        try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(tar))) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    private static byte[] blob(Map<String, byte[]> files, JsonNode descriptor) throws Exception {
        String digest = descriptor.path("digest").asText();
        byte[] blob = files.getOrDefault(place(digest), new byte[0]);
        assertThat(blob).as(digest).hasSize(descriptor.path("size").asInt());
        assertThat(sha256(blob)).isEqualTo(digest);
        return blob;
    }

    private static String place(String digest) {
        return "blobs/" + digest.replace(':', '/');
    }

    private static String sha256(byte[] bytes) throws Exception {
        return "sha256:"
                + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
