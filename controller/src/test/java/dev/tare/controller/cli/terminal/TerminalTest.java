package dev.tare.controller.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class TerminalTest {

    @Test
    void noColorMeansNo() {
        assertThat(Terminal.wantsColour(Map.of())).isTrue();
        assertThat(Terminal.wantsColour(Map.of("NO_COLOR", ""))).isTrue();
        assertThat(Terminal.wantsColour(Map.of("NO_COLOR", "1"))).isFalse();
        assertThat(Terminal.wantsColour(Map.of("TERM", "dumb"))).isFalse();
    }

    @Test
    void widthComesFromTheShell() {
        assertThat(Terminal.columns(Map.of())).isEqualTo(80);
        assertThat(Terminal.columns(Map.of("COLUMNS", "132"))).isEqualTo(132);
        assertThat(Terminal.columns(Map.of("COLUMNS", "wide"))).isEqualTo(80);
    }

    @Test
    void aFileIsNoTerminal() {
        // surefire's own pipes and files
        assertThat(Terminal.is(9999)).isFalse();
    }
}
