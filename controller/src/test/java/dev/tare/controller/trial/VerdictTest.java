package dev.tare.controller.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class VerdictTest {

    /** They quote what containers and engines said. */
    @Test
    void itsReasonsCanBeShown() {
        assertThat(new Verdict(Verdict.Level.INVALID, List.of(), List.of("\u001bc")).reasons())
                .containsExactly("\uFFFDc");
    }
}
