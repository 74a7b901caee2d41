package dev.tare.agent.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.proto.agent.v1.TrialSetup;
import org.junit.jupiter.api.Test;

final class TrialSpecTest {

    private static TrialSetup setup(String network, String option, String value) {
        return TrialClient.setup("t1", "good")
                .setNetwork(network)
                .putNetworkOptions(option, value)
                .build();
    }

    /** A controller that is newer than the agent would otherwise get another network than it asked for. */
    @Test
    void anOptionThatTheNetworkDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> new TrialSpec(setup("daemon-nat", "family", "ipv6")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("network daemon-nat has no option family; leave it out");
        assertThatThrownBy(() -> new TrialSpec(setup("bridge", "family", "ipx")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("option family of network bridge is ipx; it may be one of [ipv4, ipv6]");
        assertThat(new TrialSpec(setup("bridge", "family", "ipv6")).attach().trialId())
                .isEqualTo("t1");
    }

    /** It would be told as measured at a priority that no CPU of the host knew of. */
    @Test
    void aPriorityThatOnlyASandboxWouldKnowOfIsRefused() {
        assertThatThrownBy(() -> new TrialSpec(atRealTime("gvisor")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("runtime gvisor has a kernel of its own");
        assertThat(new TrialSpec(atRealTime("runc")).isRealTime()).isTrue();
        assertThat(new TrialSpec(TrialClient.setup("t1", "good").build()).isRealTime())
                .isFalse();
    }

    private static TrialSetup atRealTime(String runtime) {
        TrialSetup.Builder setup = TrialClient.setup("t1", "good").setRuntime(runtime);
        setup.getProbeBuilder().putWorkloadOptions("priority", "realtime");
        return setup.build();
    }
}
