package dev.tare.agent.runtime.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tare.agent.driver.Availability;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class DaemonInfoTest {

    private static final LowerRuntime DEFAULT = LowerRuntime.of("podman", Map.of());
    private static final LowerRuntime RUNSC = LowerRuntime.of("docker", Map.of("runtime", "runsc"));

    private static Optional<Path> nowhere(String name) {
        assertThat(name).isNotBlank();
        return Optional.empty();
    }

    private static DaemonInfo info(String json) throws JsonProcessingException {
        return DaemonInfo.of(new ObjectMapper().readTree(json));
    }

    @Test
    void oneThatTakesOurGroupsIsFine() throws JsonProcessingException {
        DaemonInfo info = info("{\"CgroupDriver\": \"cgroupfs\", \"DefaultRuntime\": \"runc\"}");

        assertThat(info.objection("docker", DEFAULT)).isEmpty();
        assertThat(info.end(DEFAULT, "")).isEqualTo(", runc)");
    }

    @Test
    void aRuntimeIsCalledByItsNameWhereverItIs() throws JsonProcessingException {
        assertThat(info("{\"DefaultRuntime\": \"/usr/sbin/runc\"}").end(DEFAULT, ""))
                .isEqualTo(", runc)");
    }

    /** Debian's Docker and Podman are set up so where systemd has control groups of version 2. */
    @Test
    void oneOfSystemdsSaysWhatToChange() throws JsonProcessingException {
        DaemonInfo info = info("{\"CgroupDriver\": \"systemd\", \"DefaultRuntime\": \"runc\"}");

        assertThat(info.objection("docker", DEFAULT))
                .map(Availability.Unusable::remedy)
                .hasValueSatisfying(
                        remedy -> assertThat(remedy).contains("native.cgroupdriver=cgroupfs", "daemon.json"));
        assertThat(info.objection("podman", DEFAULT))
                .map(Availability.Unusable::remedy)
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("cgroup_manager", "containers.conf"));
    }

    @Test
    void aSandboxByDefaultWouldBeMeasuredOnANetworkThatItHasNot() throws JsonProcessingException {
        assertThat(info("{\"CgroupDriver\": \"cgroupfs\", \"DefaultRuntime\": \"io.containerd.runsc.v1\"}")
                        .objection("docker", DEFAULT))
                .map(Availability.Unusable::reason)
                .hasValueSatisfying(reason -> assertThat(reason).contains("io.containerd.runsc.v1"));
    }

    @Test
    void whatItDoesNotTellIsNotHeldAgainstIt() throws JsonProcessingException {
        assertThat(info("{}").objection("podman", DEFAULT)).isEmpty();
        assertThat(info("{}").end(DEFAULT, "")).isEqualTo(")");
    }

    @Test
    void whatIsAskedForByNameHasToBeKnown() throws JsonProcessingException {
        DaemonInfo info =
                info("{\"DefaultRuntime\": \"runc\", \"Runtimes\": {\"runc\": {\"path\": \"runc\"}, \"crun\": {}}}");

        assertThat(info.objection("docker", RUNSC)).hasValueSatisfying(objection -> {
            assertThat(objection.reason()).isEqualTo("docker knows no runtime runsc; it knows [crun, runc]");
            assertThat(objection.remedy()).contains("\"runsc\": {\"path\"", "daemon.json");
        });
        assertThat(info.objection("docker", LowerRuntime.of("docker", Map.of("runtime", "crun"))))
                .isEmpty();
    }

    /** What a sandbox is told in every call is a part of what is measured. */
    @Test
    void theVersionTellsHowItsRuntimeIsCalled() throws JsonProcessingException {
        DaemonInfo info = info(
                "{\"DefaultRuntime\": \"runc\", \"Runtimes\": {\"runsc\": {\"path\": \"/usr/bin/unshare\","
                        + " \"runtimeArgs\": [\"--mount\", \"--\", \"/opt/runsc\", \"--platform=kvm\", \"--debug\"]}}}");

        assertThat(info.end(RUNSC, "")).isEqualTo(", runsc --platform=kvm --debug)");
        assertThat(info.end(DEFAULT, "")).isEqualTo(", runc)");
        assertThat(info.objection("docker", RUNSC)).isEmpty();
    }

    @Test
    void theVersionOfAProgramIsThereToo() throws JsonProcessingException {
        DaemonInfo info = info("{\"DefaultRuntime\": \"runc\", \"Runtimes\": {\"runc\": {\"path\": \"runc\"},"
                + " \"runsc\": {\"path\": \"/opt/runsc\", \"runtimeArgs\": [\"--debug\"]}}}");

        assertThat(info.end(DEFAULT, "runc 1.1.5")).isEqualTo(", runc 1.1.5)");
        assertThat(info.end(RUNSC, "runsc 0.0~1")).isEqualTo(", runsc --debug), runsc 0.0~1");
    }

    /** As Docker tells of its own runC. */
    @Test
    void aProgramThatIsToldByItsNameIsLookedFor() throws JsonProcessingException {
        DaemonInfo info = info("{\"DefaultRuntime\": \"runc\", \"Runtimes\": {\"runc\": {\"path\": \"runc\"},"
                + " \"crun\": {\"path\": \"bin/crun\"}, \"kata\": {\"runtimeType\": \"io.containerd.kata.v2\"}}}");
        Function<String, Optional<Path>> finder =
                name -> name.equals("runc") ? Optional.of(Path.of("/usr/sbin/runc")) : Optional.empty();

        assertThat(info.program(DEFAULT, finder)).hasValue(Path.of("/usr/sbin/runc"));
        assertThat(info.program(docker("runc"), finder)).hasValue(Path.of("/usr/sbin/runc"));
        assertThat(info.program(docker("runc"), DaemonInfoTest::nowhere)).isEmpty();
        assertThat(info.program(docker("crun"), finder)).isEmpty();
        assertThat(info.program(docker("kata"), finder)).isEmpty();
    }

    private static LowerRuntime docker(String runtime) {
        return LowerRuntime.of("docker", Map.of("runtime", runtime));
    }

    @Test
    void anArgumentThatEndsLikeTheRuntimeIsNotItsProgram() throws JsonProcessingException {
        DaemonInfo info = info("{\"Runtimes\": {\"runsc\": {\"path\": \"/opt/gvisor.sh\","
                + " \"runtimeArgs\": [\"--debug\", \"--root=/run/runsc\"]}}}");

        assertThat(info.end(RUNSC, "")).isEqualTo(", runsc --debug --root=/run/runsc)");
        assertThat(info.program(RUNSC, DaemonInfoTest::nowhere)).hasValue(Path.of("/opt/gvisor.sh"));
        assertThat(info.program(DEFAULT, DaemonInfoTest::nowhere)).isEmpty();
    }

    @Test
    void aSandboxOnTheHostsStackIsAnotherRuntime() throws JsonProcessingException {
        assertThat(
                        info("{\"Runtimes\": {\"runsc\": {\"path\": \"/opt/runsc\", \"runtimeArgs\": [\"--network=host\"]}}}")
                                .objection("docker", RUNSC))
                .map(Availability.Unusable::reason)
                .hasValueSatisfying(reason -> assertThat(reason).contains("--network=host", "gvisor-hostnet"));
    }

    /** Kata is a shim: a path would be called as runc is. */
    @Test
    void aShimIsNamedByItsType() throws JsonProcessingException {
        LowerRuntime kata = LowerRuntime.of("docker", Map.of("runtime", "kata"));
        assertThat(info("{\"Runtimes\": {\"runc\": {\"path\": \"runc\"}}}").objection("docker", kata))
                .map(Availability.Unusable::remedy)
                .hasValueSatisfying(
                        remedy -> assertThat(remedy).contains("\"runtimeType\": \"io.containerd.kata.v2\""));
        assertThat(info("{\"Runtimes\": {\"kata\": {\"runtimeType\": \"io.containerd.kata.v2\"}}}")
                        .end(kata, ""))
                .isEqualTo(", kata)");
    }

    @Test
    void onlyWhatHasAStackOfItsOwnTakesDevicesAtItsStart() {
        assertThat(RUNSC.takesDevicesAtItsStart()).isTrue();
        assertThat(DEFAULT.takesDevicesAtItsStart()).isFalse();
        assertThat(LowerRuntime.of("docker", Map.of("runtime", "crun")).takesDevicesAtItsStart())
                .isFalse();
        assertThat(LowerRuntime.of("podman", Map.of()).takesDevicesAtItsStart()).isFalse();
        assertThatThrownBy(() -> LowerRuntime.of("docker", Map.of("runtime", "runsc-hostnet")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(RUNSC.under("docker")).isEqualTo("docker-runsc");
        assertThat(DEFAULT.under("docker")).isEqualTo("docker");
    }
}
