package dev.tare.controller.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestTest {

    @ParameterizedTest
    @CsvSource({
        "runc, runc, 0",
        "'', abc, 3",
        "kitten, sitting, 3",
        "repetition, repetitions, 1",
        "nerwork, network, 1",
        "ntework, network, 1",
        "runx, runc, 1",
        "ca, abc, 3"
    })
    void countsEdits(String from, String to, int edits) {
        assertThat(Nearest.distance(from, to)).isEqualTo(edits);
        assertThat(Nearest.distance(to, from)).isEqualTo(edits);
    }

    @Test
    void suggestsWhatIsNearAndNothingElse() {
        List<String> words = List.of("native", "runc", "gvisor");
        assertThat(Nearest.of("gvisr", words)).contains("gvisor");
        assertThat(Nearest.of("Native", words)).contains("native");
        assertThat(Nearest.of("docker", words)).isEmpty();
        assertThat(Nearest.hint("rnuc", words)).isEqualTo("; did you mean 'runc'?");
        assertThat(Nearest.hint("docker", words)).isEqualTo("; known: native, runc, gvisor");
    }
}
