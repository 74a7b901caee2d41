package dev.tare.agent.runtime.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tare.agent.driver.Availability;
import org.junit.jupiter.api.Test;

final class DaemonInfoTest {

    private static DaemonInfo info(String json) throws JsonProcessingException {
        return DaemonInfo.of(new ObjectMapper().readTree(json));
    }

    @Test
    void oneThatTakesOurGroupsIsFine() throws JsonProcessingException {
        DaemonInfo info = info("{\"CgroupDriver\": \"cgroupfs\", \"DefaultRuntime\": \"runc\"}");

        assertThat(info.objection("docker")).isEmpty();
        assertThat(info.withComma()).isEqualTo(", runc");
    }

    @Test
    void aRuntimeIsCalledByItsNameWhereverItIs() throws JsonProcessingException {
        assertThat(info("{\"DefaultRuntime\": \"/usr/sbin/runc\"}").withComma()).isEqualTo(", runc");
    }

    /** Debian's Docker and Podman are set up so where systemd has control groups of version 2. */
    @Test
    void oneOfSystemdsSaysWhatToChange() throws JsonProcessingException {
        DaemonInfo info = info("{\"CgroupDriver\": \"systemd\", \"DefaultRuntime\": \"runc\"}");

        assertThat(info.objection("docker"))
                .map(Availability.Unusable::remedy)
                .hasValueSatisfying(
                        remedy -> assertThat(remedy).contains("native.cgroupdriver=cgroupfs", "daemon.json"));
        assertThat(info.objection("podman"))
                .map(Availability.Unusable::remedy)
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("cgroup_manager", "containers.conf"));
    }

    @Test
    void aSandboxByDefaultWouldBeMeasuredOnANetworkThatItHasNot() throws JsonProcessingException {
        assertThat(info("{\"CgroupDriver\": \"cgroupfs\", \"DefaultRuntime\": \"io.containerd.runsc.v1\"}")
                        .objection("docker"))
                .map(Availability.Unusable::reason)
                .hasValueSatisfying(reason -> assertThat(reason).contains("io.containerd.runsc.v1"));
    }

    @Test
    void whatItDoesNotTellIsNotHeldAgainstIt() throws JsonProcessingException {
        assertThat(info("{}").objection("podman")).isEmpty();
        assertThat(info("{}").withComma()).isEmpty();
    }
}
