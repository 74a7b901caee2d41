package dev.tare.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class StderrTailTest {

    @Test
    void lastWordsAreTheLastLineWithAnythingOnIt() {
        assertThat(said("warming up\ncannot write cgroup.procs: invalid argument\n \n")
                        .lastWords())
                .contains("cannot write cgroup.procs: invalid argument");
    }

    @Test
    void lastWordsAreCutToAMessage() {
        assertThat(said("x".repeat(5000)).lastWords())
                .hasValueSatisfying(
                        words -> assertThat(words).hasSizeLessThan(310).endsWith("…"));
    }

    @Test
    void silenceHasNoLastWords() {
        assertThat(said("").lastWords()).isEmpty();
    }

    @Test
    void onlyTheTailIsKeptAndControlCharactersAreReplaced() {
        StderrTail tail = said("first" + "y".repeat(StderrTail.KEPT_BYTES) + "\u001b[31mred");
        assertThat(tail.text()).doesNotContain("first").doesNotContain("\u001b").endsWith("[31mred");
    }

    private static StderrTail said(String text) {
        var tail = new StderrTail();
        tail.drain(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        return tail;
    }
}
