package dev.tare.agent.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import dev.tare.agent.driver.Availability;
import dev.tare.agent.process.CommandFailedException;
import dev.tare.agent.process.Commands;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Workplace;
import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.EngineKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which engines a host has, and the layer of them that it adds to the bundle. */
final class EngineLayersTest {

    private static final Deadline SOON = Deadline.after(Duration.ofSeconds(20));

    @TempDir
    private Path folder;

    private final FakeTools tools = new FakeTools();
    private InstalledEngines engines;
    private EngineLayers layers;
    private Path program;

    @BeforeEach
    void host() throws IOException {
        Path rootfs = Files.createDirectories(folder.resolve("bundle/rootfs"));
        Files.writeString(rootfs.resolve("base"), "base");
        Files.createSymbolicLink(rootfs.resolve("link"), Path.of("base"));
        program = Files.createDirectories(folder.resolve("tools/usr/bin")).resolve("iperf3");
        Files.writeString(program, "a program");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        tools.library = Files.writeString(folder.resolve("libiperf.so.0"), "a library");
        Injector injector = injector("sha256:00");
        engines = injector.getInstance(InstalledEngines.class);
        layers = injector.getInstance(EngineLayers.class);
    }

    private Injector injector(String bundleDigest) {
        Path rootfs = folder.resolve("bundle/rootfs");
        Workplace workplace =
                new Workplace("client", folder.resolve("state"), rootfs, List.of(folder.resolve("tools")), false);
        Bundle bundle = new Bundle(rootfs, bundleDigest, "25", List.of("/jre/bin/java"), Map.of());
        return Guice.createInjector(new AbstractModule() {
            @Override
            protected void configure() {
                bind(Workplace.class).toInstance(workplace);
                bind(Bundle.class).toInstance(bundle);
                bind(Commands.class).toInstance(tools);
            }
        });
    }

    @Test
    void aHostTellsTheVersionOfWhatItHas() throws Exception {
        assertThat(engines.check(iperf3(), SOON)).isEqualTo(new Availability.Usable("3.12", false));
    }

    @Test
    void whatIsTooOldIsToldWithTheVersionWanted() throws Exception {
        tools.version = "iperf 3.1.3";
        assertThat(engines.check(iperf3(), SOON))
                .isEqualTo(new Availability.Unusable(
                        "iperf3 3.1.3 is too old: 3.9 or newer is needed", "install a newer iperf3"));
        tools.version = "what a day";
        // another build, which is asked again
        Files.setLastModifiedTime(program, FileTime.fromMillis(1_000));
        assertThat(((Availability.Unusable) engines.check(iperf3(), SOON)).reason())
                .isEqualTo("iperf3 does not tell its version: what a day");
    }

    @Test
    void aProgramMayComplainAfterItHasToldItsVersion() throws Exception {
        Path wrk = Files.copy(program, program.resolveSibling("wrk"));
        Files.setPosixFilePermissions(wrk, PosixFilePermissions.fromString("rwxr-xr-x"));
        tools.version = "wrk debian/4.1.0-3+b2 [epoll] Copyright (C) 2012 Will Glozer\nUsage: wrk <options> <url>\n";
        tools.status = 1;
        assertThat(engines.check(kind("wrk"), SOON)).isEqualTo(new Availability.Usable("4.1.0", false));
        assertThat(engines.check(kind("iperf3"), SOON)).isInstanceOf(Availability.Unusable.class);
    }

    @Test
    void whatIsMissingIsToldWithThePackageThatHasIt() throws Exception {
        tools.library = Path.of("/there/is/no/library");
        Files.delete(program);
        // the machine may have one of its own: then that is found
        if (Files.exists(Path.of("/usr/bin/iperf3"))) {
            assertThat(engines.check(iperf3(), SOON)).isInstanceOf(Availability.Usable.class);
        } else {
            assertThat(engines.check(iperf3(), SOON))
                    .isEqualTo(new Availability.Unusable("iperf3 is not installed", "apt-get install iperf3"));
        }
    }

    /** Debian has no Ethr: there is no package to name. */
    @Test
    void whatNoPackageHasIsToldWithWhereItIs() throws Exception {
        assertThat(engines.check(kind("ethr"), SOON)).isInstanceOfSatisfying(Availability.Unusable.class, it -> {
            assertThat(it.reason()).isEqualTo("ethr is not installed");
            assertThat(it.remedy()).contains("github.com/microsoft/ethr").doesNotContain("apt-get");
        });
    }

    /** As Go makes them: an ELF head without a loader and without libraries, which none is asked about. */
    @Test
    void aProgramWithoutLibrariesNeedsNone() throws Exception {
        ByteBuffer elf = ByteBuffer.allocate(120).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1})
                .putLong(32, 64)
                .putShort(54, (short) 56)
                .putShort(56, (short) 1)
                .putInt(64, 1);
        Path ethr = Files.write(program.resolveSibling("ethr"), elf.array());
        Files.setPosixFilePermissions(ethr, PosixFilePermissions.fromString("rwxr-xr-x"));
        tools.listing = "\tlibiperf.so.0 => not found\n";
        tools.version = "\nEthr: Comprehensive Network Performance Measurement Tool (Version: UNKNOWN)\n";
        tools.status = 1;
        assertThat(((Availability.Unusable) engines.check(kind("ethr"), SOON)).reason())
                .isEqualTo("ethr does not tell its version: Ethr: Comprehensive Network Performance Measurement Tool"
                        + " (Version: UNKNOWN)");
        tools.version = "\nEthr: Comprehensive Network Performance Measurement Tool (Version: 1.0.0)\n";
        Files.setLastModifiedTime(ethr, FileTime.fromMillis(1_000));
        assertThat(engines.check(kind("ethr"), SOON)).isEqualTo(new Availability.Usable("1.0.0", false));
        assertThat(layers.layer(SOON).rootfs().resolve("engines/bin/ethr")).isExecutable();
    }

    @Test
    void aLibraryThatIsMissingIsNamed() throws Exception {
        tools.listing = "\tlibiperf.so.0 => not found\n";
        assertThat(((Availability.Unusable) engines.check(iperf3(), SOON)).reason())
                .contains("needs libiperf.so.0, which is not on this host");
    }

    @Test
    void theLayerLiesOverTheBaseLayer() throws Exception {
        EngineLayer layer = layers.layer(SOON);
        assertThat(layer.rootfs().resolve("base")).hasContent("base");
        assertThat(Files.readSymbolicLink(layer.rootfs().resolve("link"))).isEqualTo(Path.of("base"));
        assertThat(layer.rootfs().resolve("engines/bin/iperf3"))
                .hasContent("a program")
                .isExecutable();
        assertThat(layer.rootfs().resolve("engines/lib/libiperf.so.0")).hasContent("a library");
        assertThat(layer.rootfs().resolve("engines/loader")).isExecutable();
        assertThat(layer.digest()).startsWith("sha256:").isEqualTo(layers.digest(SOON));
    }

    @Test
    void anotherFileMakesAnotherLayerAndTakesTheOldOneAway() throws Exception {
        EngineLayer first = layers.layer(SOON);
        assertThat(layers.layer(SOON)).isSameAs(first);
        Files.writeString(program, "another program");
        Files.setLastModifiedTime(program, FileTime.fromMillis(1_000));
        EngineLayer second = layers.layer(SOON);
        assertThat(second.digest()).isNotEqualTo(first.digest());
        assertThat(second.rootfs().resolve("engines/bin/iperf3")).hasContent("another program");
        assertThat(first.rootfs()).doesNotExist();
        assertThat(folder.resolve("bundle/rootfs/base")).hasContent("base");
    }

    /** An upgrade brings another bundle to a host whose engines, and whose agent's state, stay. */
    @Test
    void anotherBundleMakesAnotherLayerOfTheSameEngines() throws Exception {
        EngineLayer before = layers.layer(SOON);
        Path base = folder.resolve("bundle/rootfs/base");
        Files.delete(base);
        Files.writeString(base, "new base");
        EngineLayer after =
                injector("sha256:01").getInstance(EngineLayers.class).layer(SOON);
        assertThat(after.rootfs().resolve("base")).hasContent("new base");
        assertThat(after.digest()).isEqualTo(before.digest());
        assertThat(before.rootfs()).doesNotExist();
    }

    @Test
    void versionsAreComparedByNumber() {
        assertThat(new EngineVersion("3.12")).isGreaterThan(new EngineVersion("3.9"));
        assertThat(new EngineVersion("3.9")).isLessThan(new EngineVersion("3.9.1"));
        assertThat(EngineVersion.in("sockperf, version 3.7-no.git")).hasValue(new EngineVersion("3.7"));
        assertThat(EngineVersion.in("no number")).isEmpty();
    }

    private static EngineKind iperf3() {
        return kind("iperf3");
    }

    private static EngineKind kind(String name) {
        return Catalog.find(Catalog.engines(), name).orElseThrow();
    }

    /** A loader that knows one library, and programs that tell one version. */
    private static final class FakeTools implements Commands {

        private Path library = Path.of("/");
        private String version = "iperf 3.12 (cJSON 1.7.15)";
        private String listing = "";
        private int status = 0;

        @Override
        public String run(List<String> arguments, String input, Deadline deadline) throws IOException {
            if (!arguments.contains("--list")) {
                if (status != 0) {
                    throw CommandFailedException.ended(arguments, status, version, "");
                }
                return version;
            }
            return listing.isEmpty()
                    ? "\tlinux-vdso.so.1 (0x00007fb544f05000)\n\tlibiperf.so.0 => " + library
                            + " (0x00007fb544ebd000)\n\t/lib64/ld-linux-x86-64.so.2 (0x00007fb544f07000)\n"
                    : listing;
        }
    }
}
