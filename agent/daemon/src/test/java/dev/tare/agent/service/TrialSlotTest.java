package dev.tare.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class TrialSlotTest {

    private final TrialSlot slot = new TrialSlot();

    /** A stream may have been opened before, and its setup come after. */
    @Test
    void anAgentThatIsStoppingTakesNoTrial() throws Exception {
        assertThat(slot.stop("the agent is shutting down", Duration.ofSeconds(1)))
                .isTrue();
        TrialSpec spec = new TrialSpec(TrialClient.setup("t1", "good").build());
        assertThat(slot.take(spec, _ -> {
                    throw new AssertionError("nobody would tear it down");
                }))
                .isEqualTo(new TrialSlot.Taken.Stopping("this agent is stopping"));
        assertThat(slot.holder()).isEmpty();
    }
}
