package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.trial.Trial;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Names are the same on every machine. Alone, since the locale is the process's. */
@Isolated
final class TrialNamesTest {

    @Test
    void digitsAreThoseOfTheGrammarWhateverTheLanguage() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("fa"));
        try {
            Trial trial = new Trial(2, 7, Rig.RUNC);
            assertThat(trial.folder()).isEqualTo("002-007-" + Rig.RUNC.id());
            assertThat(new TrialIds(new Random(1)).of(trial)).matches("t[0-9a-f]{6}-002-007");
        } finally {
            Locale.setDefault(before);
        }
    }
}
