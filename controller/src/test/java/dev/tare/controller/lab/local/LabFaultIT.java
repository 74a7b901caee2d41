package dev.tare.controller.lab.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.common.linux.AllowedCpus;
import dev.tare.common.units.LinkRate;
import dev.tare.controller.lab.ClockOffsets;
import dev.tare.controller.lab.CpuPlan;
import dev.tare.controller.lab.LabSpec;
import dev.tare.controller.lab.state.LabReady;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Labs whose processes are killed. */
final class LabFaultIT {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private final LabTrace trace = LabTrace.ofThisTest();
    private final LocalLabs labs = trace.labs();

    @AfterEach
    void takeAllDown() throws Exception {
        trace.downAll();
    }

    @Test
    void killingTheRootLeavesNothing() throws Exception {
        Raised raised = up("root");
        trace.kill(raised.root().pid());
        trace.await(LIMIT, () -> trace.left().isEmpty());
        assertThat(trace.left()).isEmpty();
        assertThat(labs.find("root")).isEmpty();
        // its folder is what is left: down removes it, up makes a new lab
        assertThat(up("root").already()).isFalse();
    }

    @Test
    void killingTheKeeperLeavesNothing() throws Exception {
        Raised raised = up("keeper");
        trace.kill(trace.keeperOf(raised));
        trace.await(LIMIT, () -> trace.left().isEmpty() && !raised.root().lives());
        assertThat(trace.left()).isEmpty();
        assertThat(raised.root().lives()).isFalse();
        assertThat(labs.down("keeper")).isTrue();
        assertThat(raised.folder().path()).doesNotExist();
    }

    @Test
    void aKilledAgentIsStartedAgain() throws Exception {
        Raised raised = up("agent");
        long before = trace.agentOf(raised, "server");
        trace.kill(before);
        trace.await(LIMIT, () -> restarts("agent") == 1);
        assertThat(restarts("agent")).isEqualTo(1);
        assertThat(trace.agentOf(raised, "server")).isNotEqualTo(before);
    }

    @Test
    void anInterruptedUpLeavesNothing() throws Exception {
        Thread maker = Thread.currentThread();
        LabSpec spec = spec("halfway");
        // as Ctrl-C does, when the first of its steps is said to be under way
        assertThatThrownBy(() -> labs.up(spec, line -> maker.interrupt())).isInstanceOf(InterruptedException.class);
        trace.await(LIMIT, () -> trace.left().isEmpty());
        assertThat(trace.left()).isEmpty();
        assertThat(labs.store().folder("halfway").path()).doesNotExist();
    }

    private int restarts(String name) throws Exception {
        return labs.find(name)
                .map(Raised::ready)
                .map(LabReady::agents)
                .map(agents -> agents.getOrDefault("server", new LabReady.AgentLife(0, 0))
                        .restarts())
                .orElse(0);
    }

    private Raised up(String name) throws Exception {
        List<String> said = new ArrayList<>();
        Raised raised = labs.up(spec(name), said::add);
        assertThat(said).as("what the keeper said").isNotEmpty().noneMatch(String::isBlank);
        return raised;
    }

    private static LabSpec spec(String name) throws Exception {
        CpuPlan cpus = CpuPlan.split(AllowedCpus.ofProcess(), LabSpec.USUAL_HOSTS);
        return new LabSpec(
                name,
                LabSpec.USUAL_HOSTS,
                LinkRate.parse("10GE"),
                LabSpec.DEFAULT_MTU_BYTES,
                cpus,
                ClockOffsets.NONE,
                List.of(),
                false);
    }
}
