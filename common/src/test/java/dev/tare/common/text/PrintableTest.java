package dev.tare.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PrintableTest {

    @Test
    void nothingThatATerminalObeysIsLeft() {
        assertThat(Printable.of("probe-failed: \u001b]0;x\u0007\u001b[2J\r[12/55] VALID\u009b1m\u007f\n\tstays"))
                .isEqualTo("probe-failed: \uFFFD]0;x\uFFFD\uFFFD[2J\uFFFD[12/55] VALID\uFFFD1m\uFFFD\n\tstays");
        assertThat(Printable.of("größer als 5 µs …")).isEqualTo("größer als 5 µs …");
    }

    /** Once: what was read back from an archive is the same. */
    @Test
    void whatNobodyReadsIsCut() {
        String cut = Printable.of("x".repeat(10_000_000));
        assertThat(cut).hasSize(Printable.MOST).endsWith(" …");
        assertThat(Printable.of(cut)).isEqualTo(cut);
    }
}
