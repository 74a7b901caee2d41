package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Pair;
import dev.tare.proto.agent.v1.Side;
import dev.tare.proto.agent.v1.TrialSetup;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One agent is asked for both sides. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("slow")
final class OneHostCampaignTest {

    private static final Cell RUNC = new Cell(
            "runc-bridge-none",
            Rig.RUNC.runtime(),
            Rig.RUNC.network(),
            Rig.RUNC.tuning(),
            Rig.RUNC.workload(),
            Rig.RUNC.engine(),
            "client",
            "none",
            0,
            new Pair("client", "client"));

    @TempDir
    private Path directory;

    private Rig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig(directory);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void oneAgentIsAskedForBothSidesAndNoLinkIsShaped() throws Exception {
        Outcome outcome = rig.run(Rig.input(1, RUNC));

        assertThat(outcome.valid()).isEqualTo(1);
        assertThat(rig.server.setups()).isEmpty();
        List<TrialSetup> setups = rig.client.setups();
        assertThat(setups).hasSize(2);
        TrialSetup client = only(setups, setup -> setup.getSide() == Side.SIDE_CLIENT);
        TrialSetup server = only(setups, setup -> setup.getSide() == Side.SIDE_SERVER);
        assertThat(client.getTrialId()).isEqualTo(server.getTrialId());
        assertThat(client.getHolder()).isEqualTo(server.getHolder());
        assertThat(client.getProbe().getToken()).isEqualTo(server.getProbe().getToken());
        assertThat(client.getLocalAddress()).isEqualTo("10.0.0.101/24");
        assertThat(server.getLocalAddress()).isEqualTo("10.0.0.165/24");
        assertThat(client.getPeerAddress()).isEqualTo("10.0.0.165");
        assertThat(server.getRuntime()).isEqualTo("native");
        assertThat(server.getNetwork()).isEqualTo("bridge");
        assertThat(setups).allSatisfy(setup -> {
            assertThat(setup.getHostAddress()).isEqualTo("10.0.0.1").isEqualTo(setup.getPeerHostAddress());
            assertThat(setup.hasShaping()).isFalse();
        });
    }

    @Test
    void anAgentThatIsLostInBothSidesIsWaitedForOnce() throws Exception {
        rig.client.script(trial -> {
            rig.client.dieAndComeBackAfter(200);
            return dev.tare.controller.fleet.FakeTrial.completes();
        });
        rig.run(Rig.input(1, RUNC));
        assertThat(rig.events)
                .filteredOn(event -> event instanceof CampaignEvent.AgentLost)
                .hasSize(1);
    }

    private static TrialSetup only(List<TrialSetup> setups, Predicate<TrialSetup> which) {
        assertThat(setups).filteredOn(which).hasSize(1);
        return setups.stream().filter(which).findFirst().orElseThrow();
    }
}
