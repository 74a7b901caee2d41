package dev.tare.controller.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvTest {

    @Test
    void quotesWhatNeedsIt() {
        Csv csv = new Csv("a", "b", "c");
        csv.row("plain", "with, comma", "with \"quotes\"\nand a line");
        assertThat(csv.toString()).isEqualTo("a,b,c\r\nplain,\"with, comma\",\"with \"\"quotes\"\"\nand a line\"\r\n");
    }

    @Test
    void aStrangersFormulaIsText() {
        Csv csv = new Csv("a");
        csv.row("=HYPERLINK(1)");
        csv.row(-1.5);
        csv.row((Object) null);
        assertThat(csv.toString()).isEqualTo("a\r\n'=HYPERLINK(1)\r\n-1.5\r\n\r\n");
    }
}
