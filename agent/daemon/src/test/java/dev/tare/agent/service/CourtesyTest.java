package dev.tare.agent.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.linux.OwnPriority;
import org.junit.jupiter.api.Test;

final class CourtesyTest {

    @Test
    void givesWayWhileAnySideRunsAndNobodyListens() throws Exception {
        int usual = OwnPriority.niceness();
        Courtesy courtesy = new Courtesy();
        courtesy.begin();
        try {
            courtesy.begin();
            assertThat(OwnPriority.niceness()).isEqualTo(OwnPriority.LAST);
            try (Courtesy.Suspension _ = courtesy.suspend()) {
                assertThat(OwnPriority.niceness()).isEqualTo(usual);
                // the other side's traffic may end meanwhile
                courtesy.end();
                assertThat(OwnPriority.niceness()).isEqualTo(usual);
            }
            assertThat(OwnPriority.niceness()).isEqualTo(OwnPriority.LAST);
        } finally {
            courtesy.end();
        }
        assertThat(OwnPriority.niceness()).isEqualTo(usual);
    }
}
