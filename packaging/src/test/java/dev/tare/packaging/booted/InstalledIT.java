package dev.tare.packaging.booted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.lab.exec.Command;
import dev.tare.controller.lab.exec.Finished;
import dev.tare.controller.lab.exec.SystemExec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packages of this build, installed into a Debian that does not boot: which start-up caches the command line has when, and
 * that nobody hears of it. Made by {@code mvn -Ppackages package}.
 */
@Tag("soak")
@Timeout(1200)
final class InstalledIT {

    private static final Path PACKAGES = Cli.TOP.resolve("packaging/target/packages");
    private static final List<String> CACHES = List.of("agents.aot", "tare.aot");
    private static final String SCRIPT = "/var/lib/dpkg/info/tare.postinst";
    private static final String NOBODY = "65534:65534";
    private static final Duration LIMIT = Duration.ofMinutes(8);

    @TempDir
    private Path folder;

    private Path root;

    @BeforeEach
    void install() throws Exception {
        root = folder.resolve("root");
        done(here("cp", "--archive", BaseSystem.get().root().toString(), root.toString()));
        Path packages = Files.createDirectory(root.resolve("srv/packages"));
        for (String name : List.of("tare-agent", "tare")) {
            try (var files = Files.newDirectoryStream(PACKAGES, name + "_*.deb")) {
                for (Path file : files) {
                    Files.copy(file, packages.resolve(name + ".deb"));
                }
            }
        }
        Finished installed = dpkg("--install", "/srv/packages/tare-agent.deb", "/srv/packages/tare.deb");
        assertThat(installed.err()).doesNotContain("start-up cache");
    }

    /** JUnit would warn of each link in it that leads elsewhere. */
    @AfterEach
    void clear() throws IOException, InterruptedException {
        done(here("rm", "--recursive", "--force", "--one-file-system", root.toString()));
    }

    @Test
    void startUpCachesComeAndGoWithTheCommandLine() throws Exception {
        assertThat(caches()).isEqualTo(CACHES);
        assertThat(usesCaches()).containsOnly(true);
        helpsQuietly();

        // left from another version, for what is known here
        Path old = Files.writeString(root.resolve("var/cache/tare/old"), "");
        assertThat(dpkg("--install", "/srv/packages/tare.deb").err()).doesNotContain("start-up cache");
        assertThat(old).doesNotExist();
        assertThat(caches()).isEqualTo(CACHES);
        assertThat(usesCaches()).containsOnly(true);

        dpkg("--remove", "tare");
        assertThat(root.resolve("var/cache/tare")).doesNotExist();
        dpkg("--purge", "tare", "tare-agent");
        assertThat(root.resolve("var/cache/tare")).doesNotExist();
        assertThat(root.resolve("usr/lib/tare")).doesNotExist();
    }

    @Test
    void everythingWorksQuietlyWithoutThem() throws Exception {
        Path jar;
        try (Stream<Path> jars = Files.list(root.resolve("usr/lib/tare/controller/lib"))) {
            jar = jars.filter(file -> file.getFileName().toString().startsWith("tare-controller-"))
                    .findFirst()
                    .orElseThrow();
        }
        FileTime madeOf = Files.getLastModifiedTime(jar);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
        // Java 25 does not look at the jars of the smaller one: the package takes both away before others come
        assertThat(usesCaches()).startsWith(false);
        helpsQuietly();
        Files.setLastModifiedTime(jar, madeOf);
        assertThat(usesCaches()).containsOnly(true);

        for (String cache : CACHES) {
            Files.writeString(root.resolve("var/cache/tare/" + cache), "no cache");
        }
        assertThat(usesCaches()).containsOnly(false);
        helpsQuietly();

        Path java = root.resolve("usr/lib/tare/jre/bin/java");
        Path aside = Files.move(java, java.resolveSibling("java.aside"));
        Files.createSymbolicLink(java, Path.of("/bin/false"));
        Finished configured = inside("0:0", SCRIPT, "configure");
        done(configured);
        assertThat(configured.out()).isEmpty();
        assertThat(configured.err().lines()).singleElement().asString().contains("start-up caches could not be made");
        assertThat(caches()).isEmpty();
        Files.delete(java);
        Files.move(aside, java);
        helpsQuietly();
    }

    private List<String> caches() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("var/cache/tare"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Java that must have its cache does not start without it. */
    private List<Boolean> usesCaches() throws IOException, InterruptedException {
        List<Boolean> uses = new ArrayList<>();
        for (String name : List.of("agents", "tare")) {
            uses.add(inside(
                            NOBODY,
                            "/usr/lib/tare/jre/bin/java",
                            "-XX:AOTMode=on",
                            "@/usr/lib/tare/controller/" + name + ".args",
                            "dev.tare.controller.cli.Main",
                            "--version")
                    .succeeded());
        }
        return uses;
    }

    private void helpsQuietly() throws IOException, InterruptedException {
        // one for each cache
        for (List<String> words : List.of(List.of("tare", "--help"), List.of("tare", "hosts", "--help"))) {
            Finished help = inside(NOBODY, words.toArray(String[]::new));
            done(help);
            assertThat(help.out()).contains("Usage:");
            assertThat(help.err()).isEmpty();
        }
    }

    private Finished dpkg(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("dpkg"));
        all.addAll(List.of(words));
        Finished finished = inside("0:0", all.toArray(String[]::new));
        done(finished);
        return finished;
    }

    private Finished inside(String user, String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork", "--kill-child"));
        all.add("--mount-proc=" + root.resolve("proc"));
        all.addAll(List.of("chroot", "--userspec=" + user, root.toString()));
        all.addAll(List.of(words));
        return here(all.toArray(String[]::new));
    }

    private static Finished here(String... words) throws IOException, InterruptedException {
        return new SystemExec()
                .run(Command.of(words)
                        .within(LIMIT)
                        .with(Map.of(
                                "DEBIAN_FRONTEND", "noninteractive",
                                "LC_ALL", "C",
                                "PATH", "/usr/sbin:/usr/bin:/sbin:/bin")));
    }

    private static void done(Finished finished) {
        assertThat(finished.succeeded()).as(finished.out() + finished.err()).isTrue();
    }
}
