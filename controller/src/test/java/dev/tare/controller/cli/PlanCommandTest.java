package dev.tare.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

final class PlanCommandTest {

    @Test
    void printsOrderAndTime() {
        Ran ran = Ran.of("plan", "kovacs2017");
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .contains("plan kovacs2017: 5 cells × 10 repetitions = 50 trials, seed 2017")
                .contains("takes about 10 min 53 s")
                .containsPattern("\n50 +10 +(native|docker|lxc|apptainer|runc) +host +tcp-stream +10GE +");
        assertThat(Ran.of("plan", "kovacs2017")).isEqualTo(ran);
    }

    @Test
    void orderFollowsTheSeed() {
        assertThat(Ran.of("plan", "kovacs2017", "--seed", "1").out())
                .contains("seed 1\n")
                .isNotEqualTo(Ran.of("plan", "kovacs2017", "--seed", "2").out().replace("seed 2\n", "seed 1\n"));
    }

    @Test
    void printsJson() throws JsonProcessingException {
        Ran ran = Ran.of("plan", "kovacs2017", "--json");
        JsonNode plan = new ObjectMapper().readTree(ran.out());
        assertThat(plan.path("schemaVersion").asInt()).isEqualTo(1);
        assertThat(plan.path("duration_ns").asLong()).isEqualTo(10_000_000_000L);
        assertThat(plan.path("estimated_ns").asLong()).isEqualTo(653_000_000_000L);
        assertThat(plan.path("trials")).hasSize(50);
        assertThat(plan.path("trials").path(0).path("number").asInt()).isEqualTo(1);
        assertThat(plan.path("cells").path(0).path("link_bits_per_second").asLong())
                .isEqualTo(10_000_000_000L);
        assertThat(ran.err()).isEmpty();
    }
}
