package dev.tare.controller.lab.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.linux.AllowedCpus;
import dev.tare.common.units.LinkRate;
import dev.tare.controller.lab.ClockOffsets;
import dev.tare.controller.lab.CpuPlan;
import dev.tare.controller.lab.LabSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Labs as root makes them, with real agents. */
final class LabIT {

    private final LabTrace trace = LabTrace.ofThisTest();
    private final LocalLabs labs = trace.labs();
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void nothingIsThere() throws Exception {
        assertThat(trace.left()).isEmpty();
    }

    @AfterEach
    void takeAllDown() throws Exception {
        trace.downAll();
    }

    @Test
    void upTwiceIsHarmlessAndDownLeavesNothing() throws Exception {
        Raised first = labs.up(spec("one", LinkRate.parse("10GE"), ClockOffsets.NONE), said::add);
        assertThat(first.already()).isFalse();
        assertThat(said).isNotEmpty();
        assertThat(trace.left()).isNotEmpty();
        Raised second = labs.up(spec("one", LinkRate.UNLIMITED, ClockOffsets.NONE), said::add);
        assertThat(second.already()).isTrue();
        assertThat(second.root()).isEqualTo(first.root());
        assertThat(trace.ofMachine("ip", "-brief", "address"))
                .doesNotContain("10.77.0.")
                .doesNotContain("10.78.0.")
                .doesNotContain("tare-mgmt");
        assertThat(labs.down("one")).isTrue();
        assertThat(trace.left()).isEmpty();
        assertThat(labs.down("one")).isFalse();
    }

    @Test
    void twoLabsDoNotMeet() throws Exception {
        Raised one = labs.up(spec("one", LinkRate.parse("10GE"), ClockOffsets.NONE), said::add);
        Raised two = labs.up(spec("two", LinkRate.UNLIMITED, ClockOffsets.NONE), said::add);
        assertThat(trace.onHost(one, "client", "tc", "qdisc", "show", "dev", "eth1"))
                .contains("tbf", "9843Mbit");
        assertThat(trace.onHost(two, "client", "tc", "qdisc", "show", "dev", "eth1"))
                .doesNotContain("tbf");
        assertThat(labs.down("one")).isTrue();
        assertThat(labs.find("two")).isPresent();
        assertThat(trace.onHost(two, "server", "ip", "-brief", "address", "show", "dev", "eth1"))
                .contains("10.78.0.2/24");
    }

    @Test
    void aHostsClockIsAsFarAheadAsAskedFor() throws Exception {
        ClockOffsets asked = ClockOffsets.of(
                LabSpec.USUAL_HOSTS, Map.of("client", Duration.ofHours(1), "server", Duration.ofDays(1)));
        Raised raised = labs.up(spec("clocks", LinkRate.parse("10GE"), asked), said::add);
        assertThat(raised.ready().clocks()).isEqualTo(asked);
        for (String side : LabSpec.USUAL_HOSTS) {
            assertThat(trace.agentClockAheadSeconds(raised, side))
                    .isEqualTo(asked.of(side).toSeconds());
        }
    }

    @Test
    void receiveWorkAndMemoryOfConnectionsAreSet() throws Exception {
        Raised raised = labs.up(spec("host", LinkRate.parse("10GE"), ClockOffsets.NONE), said::add);
        CpuPlan cpus = raised.ready().spec().cpus();
        assertThat(trace.onHost(raised, "server", "cat", "/sys/class/net/eth1/queues/rx-0/rps_cpus")
                        .strip())
                .isEqualTo(cpus.of("server").mask());
        assertThat(trace.onHost(raised, "client", "cat", "/proc/sys/net/ipv4/tcp_no_metrics_save")
                        .strip())
                .isEqualTo("1");
    }

    private LabSpec spec(String name, LinkRate link, ClockOffsets clocks) throws Exception {
        CpuPlan cpus = CpuPlan.split(AllowedCpus.ofProcess(), LabSpec.USUAL_HOSTS);
        return new LabSpec(name, LabSpec.USUAL_HOSTS, link, LabSpec.DEFAULT_MTU_BYTES, cpus, clocks, List.of(), false);
    }
}
