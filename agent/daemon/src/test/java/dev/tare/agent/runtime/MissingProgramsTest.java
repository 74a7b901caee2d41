package dev.tare.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.process.CgroupTree;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Tools;
import dev.tare.agent.process.ToolsAt;
import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A host that does not have what a runtime needs: it is told what, and what to do. Docker and Podman are first asked on the machine's own
 * sockets, and Apptainer is looked for among its own programs: they are not here.
 */
final class MissingProgramsTest {

    @TempDir
    private Path directory;

    private Availability.Unusable checked(String runtime, Tools programs) {
        Availability found = new TestHost(directory, directory, programs)
                .runtime(runtime)
                .check(Map.of(), Deadline.after(Duration.ofSeconds(20)));
        assertThat(found).isInstanceOf(Availability.Unusable.class);
        return (Availability.Unusable) found;
    }

    /** A machine without control groups of version 2 says so before all. */
    private static String first(String program) throws IOException {
        return CgroupTree.find().isEmpty() ? "cgroup2" : program;
    }

    @ParameterizedTest
    @CsvSource({
        "runc, runc, apt-get install runc",
        "crun, crun, apt-get install crun",
        "gvisor, runsc, apt-get install runsc",
        "gvisor-hostnet, runsc, apt-get install runsc",
        "lxc, lxc-execute, apt-get install lxc",
        "lxd, catatonit, apt-get install catatonit",
        "nspawn, systemd-nspawn, apt-get install systemd-container",
        "containerd, containerd-shim-runc-v2, containerd",
        "kvm, qemu-system-x86_64, apt-get install qemu-system-x86",
        "firecracker, firecracker, /usr/local/bin",
    })
    void theProgramThatIsMissingIsNamed(String runtime, String program, String remedy) throws Exception {
        for (String wrapper : List.of("setsid", "taskset", "nsenter", "unshare")) {
            assertThat(Files.createFile(directory.resolve(wrapper)).toFile().setExecutable(true))
                    .isTrue();
        }

        Availability.Unusable unusable = checked(runtime, ToolsAt.places(List.of(directory)));

        assertThat(unusable.reason()).contains(first(program));
        assertThat(unusable.remedy()).contains(CgroupTree.find().isEmpty() ? "mount -t cgroup2" : remedy);
    }

    /** Kata's own is looked for before what all need. */
    private static Stream<String> runtimesOfTheCatalogue() {
        return Catalog.runtimes().stream().map(Kind::name).filter(name -> !name.equals("kata"));
    }

    @ParameterizedTest
    @MethodSource("runtimesOfTheCatalogue")
    void whatEveryRuntimeNeedsIsAskedForFirst(String runtime) throws Exception {
        Availability.Unusable unusable = checked(runtime, ToolsAt.places(List.of()));

        assertThat(unusable.reason()).contains(first("setsid"));
        assertThat(unusable.remedy()).isNotBlank();
    }

    @Test
    void katasShimIsNamed() {
        Availability.Unusable unusable = checked("kata", ToolsAt.places(List.of()));

        assertThat(unusable.reason()).contains("containerd-shim-kata-v2");
        assertThat(unusable.remedy()).contains("containerd-shim-kata-v2");
    }
}
