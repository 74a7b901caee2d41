package dev.tare.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packages of this build, as dpkg sees them, and as they run. Made by {@code mvn -Ppackages package}. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@Tag("soak")
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
        assertThat(run("dpkg-deb", "--field", deb("tare").toString(), "Depends"))
                .startsWith("tare-agent (= ");
    }

    @Test
    void bothProgramsRunWithTheJavaThatTheyBring() throws Exception {
        for (String name : List.of("tare-agent", "tare")) {
            run("dpkg-deb", "--extract", deb(name).toString(), folder.toString());
        }
        Path bin = folder.resolve("usr/bin");

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
    }

    private static Path deb(String name) throws IOException {
        try (var files = Files.newDirectoryStream(PACKAGES, name + "_*.deb")) {
            for (Path file : files) {
                return file;
            }
        }
        throw new AssertionError("no package " + name + " in " + PACKAGES + ": mvn -Ppackages package makes it");
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
