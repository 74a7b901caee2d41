package dev.tare.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packages of this build, as dpkg sees them, and as they run. Made by {@code mvn -Ppackages package}. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@Tag("booted")
final class PackagesIT {

    private static final Path ROOT = Path.of(System.getProperty("tare.root", ".."));
    private static final Path PACKAGES = ROOT.resolve("packaging/target/packages");

    @TempDir
    private Path folder;

    @Test
    void dpkgKnowsWhatIsInThem() throws Exception {
        String info = run("dpkg-deb", "--info", deb("tare-agent").toString());
        assertThat(info)
                .contains(
                        "Package: tare-agent", "Depends: iproute2, libc6", "conffiles", "postinst", "prerm", "postrm");
        assertThat(run("dpkg-deb", "--contents", deb("tare-agent").toString()).lines())
                .allMatch(line -> line.contains(" root/root "))
                .anyMatch(line -> line.endsWith("./etc/tare/agent.conf"))
                .anyMatch(line -> line.endsWith("./lib/systemd/system/tare-agent.service"))
                .anyMatch(line -> line.endsWith("./usr/share/man/man8/tare-agent.8"))
                .anyMatch(line -> line.endsWith("./usr/share/doc/tare-agent/bom.json"))
                .anyMatch(line -> line.endsWith("./usr/bin/tare-agent -> ../lib/tare/bin/tare-agent"));
        assertThat(run("dpkg-deb", "--info", deb("tare").toString())).contains("postinst", "prerm");
        assertThat(run("dpkg-deb", "--field", deb("tare").toString(), "Depends"))
                .startsWith("tare-agent (= ");
    }

    @Test
    void theArchiveHasItsTermsAndItsBillOfMaterials() throws Exception {
        assertThat(run("tar", "-tzf", only("tare-*-linux-*.tar.gz").toString()).lines())
                .anyMatch(line -> line.matches("tare-[^/]+/LICENSE"))
                .anyMatch(line -> line.matches("tare-[^/]+/bom\\.json"))
                .anyMatch(line -> line.matches("tare-[^/]+/bin/tare-agent"));
    }

    @Test
    void bothProgramsOfTheArchiveRunWithTheJavaThatTheyBring() throws Exception {
        run("tar", "-xzf", only("tare-*-linux-*.tar.gz").toString(), "--strip-components=1", "-C", folder.toString());
        Path bin = folder.resolve("bin");

        assertThat(run(bin.resolve("tare").toString(), "--version")).startsWith("tare ");
        assertThat(run(bin.resolve("tare").toString(), "plan", "demo")).contains("TRIAL", "gvisor");
        assertThat(run(
                        bin.resolve("tare").toString(),
                        "pki",
                        "init",
                        folder.resolve("pki").toString()))
                .isNotNull();
        assertThat(folder.resolve("pki/ca.pem")).exists();
        assertThat(run(bin.resolve("tare-agent").toString(), "--version")).startsWith("tare-agent ");
        run(
                bin.resolve("tare-agent").toString(),
                "request",
                "--name",
                "client",
                "--key",
                folder.resolve("agent.key").toString(),
                "--request",
                folder.resolve("agent.csr").toString());
        assertThat(folder.resolve("agent.csr")).content().contains("CERTIFICATE REQUEST");
    }

    /** In its own files and nothing else of this machine, as the user it names. */
    @Test
    void theImageHasAllThatTheControllerNeeds() throws Exception {
        Path image = folder.resolve("image");
        Path rootfs = folder.resolve("rootfs");
        Files.createDirectories(image);
        Files.createDirectories(rootfs);
        run("tar", "-xf", only("tare-*-image-*.tar").toString(), "-C", image.toString());
        ObjectMapper json = new ObjectMapper();
        JsonNode parts = json.readTree(image.resolve("manifest.json").toFile()).path(0);
        for (JsonNode layer : parts.path("Layers")) {
            run("tar", "-xzpf", image.resolve(layer.asText()).toString(), "-C", rootfs.toString());
        }
        JsonNode config = json.readTree(
                        image.resolve(parts.path("Config").asText()).toFile())
                .path("config");
        // Java's launcher finds its libraries by way of /proc, which every runtime mounts
        Path proc = Files.createDirectory(rootfs.resolve("proc"));
        List<String> command = new ArrayList<>(List.of(
                "unshare",
                "--mount",
                "--pid",
                "--fork",
                "--mount-proc=" + proc,
                "chroot",
                "--userspec=" + config.path("User").asText(),
                rootfs.toString()));
        config.path("Entrypoint").forEach(word -> command.add(word.asText()));

        assertThat(run(command, "--version")).startsWith("tare ");
        assertThat(run(command, "plan", "demo")).contains("TRIAL", "gvisor");
        assertThat(run(command, "pki", "init", "/data/pki")).contains("made an authority");
        assertThat(rootfs.resolve("data/pki/ca.pem")).exists();
    }

    @Test
    @Tag("slow")
    void madeTwiceTheyAreTheSame() throws Exception {
        PackagesMain.main(new String[] {
            ROOT.toString(), System.getProperty("tare.version"), System.getProperty("tare.time"), folder.toString()
        });
        for (String name : List.of("tare-agent", "tare")) {
            Path again = folder.resolve("packages").resolve(deb(name).getFileName());
            assertThat(again).hasSameBinaryContentAs(deb(name));
        }
        Path image = only("tare-*-image-*.tar");
        assertThat(folder.resolve("packages").resolve(image.getFileName())).hasSameBinaryContentAs(image);
    }

    private static Path deb(String name) throws IOException {
        return only(name + "_*.deb");
    }

    private static Path only(String pattern) throws IOException {
        try (var files = Files.newDirectoryStream(PACKAGES, pattern)) {
            for (Path file : files) {
                return file;
            }
        }
        throw new AssertionError("no " + pattern + " in " + PACKAGES + ": mvn -Ppackages package makes it");
    }

    private static String run(List<String> command, String... more) throws IOException, InterruptedException {
        return run(Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new));
    }

    private static String run(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s: %s", List.of(words), text).isZero();
            return text;
        }
    }
}
