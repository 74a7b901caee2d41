package dev.tare.common.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class GivingWayTest {

    @Test
    void givesWayWhileAnythingRunsAndNothingIsUrgent() throws Exception {
        int usual = OwnPriority.niceness();
        GivingWay way = GivingWay.ofProcess();
        way.begin();
        try {
            way.begin();
            assertThat(OwnPriority.niceness()).isEqualTo(OwnPriority.LAST);
            try (GivingWay.Urgency _ = way.urgently()) {
                assertThat(OwnPriority.niceness()).isEqualTo(usual);
                // one of two ends meanwhile
                way.end();
                assertThat(OwnPriority.niceness()).isEqualTo(usual);
            }
            assertThat(OwnPriority.niceness()).isEqualTo(OwnPriority.LAST);
        } finally {
            way.end();
        }
        assertThat(OwnPriority.niceness()).isEqualTo(usual);
    }

    @Test
    void urgencyOfWhatDoesNotGiveWayChangesNothing() throws Exception {
        int usual = OwnPriority.niceness();
        try (GivingWay.Urgency _ = GivingWay.ofProcess().urgently()) {
            assertThat(OwnPriority.niceness()).isEqualTo(usual);
        }
        assertThat(OwnPriority.niceness()).isEqualTo(usual);
    }
}
