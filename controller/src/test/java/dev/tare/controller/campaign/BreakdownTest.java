package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialStatus;
import org.junit.jupiter.api.Test;

final class BreakdownTest {

    private final Breakdown breakdown = new Breakdown();

    @Test
    void theFirstReasonDecides() {
        breakdown.failed(Side.SERVER, "probe-crashed", "signal 9", "");
        breakdown.failed(Side.CLIENT, "peer-closed", "", "");
        assertThat(breakdown.status()).isEqualTo(TrialStatus.FAILED);
        assertThat(breakdown.failure()).startsWith("server: probe-crashed: signal 9; client: peer-closed");
        assertThat(breakdown.whyUnavailable()).isNull();
    }

    @Test
    void aCellThatCannotBeMeasuredIsNoFailureWhoeverIsHeardFirst() {
        breakdown.failed(Side.SERVER, "peer-closed", "", "");
        breakdown.unavailable(Side.CLIENT, "no stamps here", "leave them out");
        assertThat(breakdown.status()).isEqualTo(TrialStatus.UNAVAILABLE);
        assertThat(breakdown.whyUnavailable()).isNotNull();
        assertThat(breakdown.failure()).contains("no stamps here");
    }

    @Test
    void whoInterruptsIsNotOverruled() {
        breakdown.interrupted();
        breakdown.unavailable(Side.CLIENT, "no stamps here", "leave them out");
        assertThat(breakdown.status()).isEqualTo(TrialStatus.INTERRUPTED);
    }
}
