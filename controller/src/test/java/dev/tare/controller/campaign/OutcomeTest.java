package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.campaign.Outcome.End;
import dev.tare.controller.failure.ExitCode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutcomeTest {

    @Test
    void whatIsInvalidOrFailedIsSaid() {
        assertThat(outcome(End.FINISHED, 3, 0, 0, 0).exitCode(true)).isEqualTo(ExitCode.DONE);
        assertThat(outcome(End.FINISHED, 2, 1, 0, 0).exitCode(false)).isEqualTo(ExitCode.INVALID_TRIALS);
        assertThat(outcome(End.FINISHED, 0, 0, 3, 0).exitCode(false)).isEqualTo(ExitCode.INVALID_TRIALS);
    }

    @Test
    void whatIsUnavailableIsSaidToThoseWhoAreStrict() {
        assertThat(outcome(End.FINISHED, 2, 0, 0, 1).exitCode(false)).isEqualTo(ExitCode.DONE);
        assertThat(outcome(End.FINISHED, 2, 0, 0, 1).exitCode(true)).isEqualTo(ExitCode.INVALID_TRIALS);
        assertThat(outcome(End.FINISHED, 0, 0, 1, 2).exitCode(false)).isEqualTo(ExitCode.INVALID_TRIALS);
    }

    @Test
    void whereAllIsUnavailableNothingWasMeasured() {
        assertThat(outcome(End.FINISHED, 0, 0, 0, 3).exitCode(false)).isEqualTo(ExitCode.PREFLIGHT);
        assertThat(outcome(End.FINISHED, 0, 0, 0, 3).exitCode(true)).isEqualTo(ExitCode.PREFLIGHT);
    }

    @Test
    void aLostAgentIsNotTheEndThatWasAskedFor() {
        assertThat(outcome(End.AGENT_LOST, 2, 0, 0, 0).exitCode(false)).isEqualTo(ExitCode.INVALID_TRIALS);
        assertThat(outcome(End.AGENT_LOST, 0, 0, 1, 0).exitCode(false)).isEqualTo(ExitCode.PREFLIGHT);
        assertThat(ExitCode.INVALID_TRIALS.meaning()).contains("an agent was lost");
    }

    private static Outcome outcome(End end, int valid, int invalid, int failed, int unavailable) {
        return new Outcome(end, List.of(), valid, 0, invalid, failed, unavailable, 0);
    }
}
