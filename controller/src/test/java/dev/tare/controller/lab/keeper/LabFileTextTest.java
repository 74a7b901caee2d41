package dev.tare.controller.lab.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.lab.LabSpecs;
import dev.tare.controller.lab.state.LabFolder;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, since the locale is the process's. */
@Isolated
final class LabFileTextTest {

    @Test
    void isTheSameWhateverTheLanguage() {
        Locale before = Locale.getDefault();
        String here = text();
        Locale.setDefault(Locale.forLanguageTag("fa"));
        try {
            assertThat(text()).isEqualTo(here).contains("mtu: 1500");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String text() {
        return LabFileText.of(LabSpecs.tenGigabit("x"), new LabFolder(Path.of("/run/tare/labs/x")), true);
    }
}
