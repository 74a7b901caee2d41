package dev.tare.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.trial.Chosen;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class PlanReaderTest {

    @Test
    void readsTheExampleOfTheDesign() {
        Plan plan = PlanTexts.read(PlanTexts.DESIGN);
        assertThat(plan.name()).isEqualTo("demo");
        assertThat(plan.seed()).isEqualTo(42);
        assertThat(plan.repetitions()).isEqualTo(10);
        assertThat(plan.duration()).isEqualTo(Duration.ofSeconds(10));
        assertThat(plan.warmup()).isEqualTo(Duration.ofSeconds(2));
        assertThat(plan.interval()).isEqualTo(Duration.ofMillis(100));
        assertThat(plan.factors().runtimes()).extracting(Chosen::name).containsExactly("native", "runc", "gvisor");
        assertThat(plan.factors().links())
                .extracting(link -> link.rate().bitsPerSecond())
                .containsExactly(10_000_000_000L, 0L);
        assertThat(plan.notices()).isEmpty();
        assertThat(plan.text()).isEqualTo(PlanTexts.DESIGN);
    }

    @Test
    void fillsInDefaultsAndResolvesAliases() {
        Plan plan = PlanTexts.read(PlanTexts.SMALL.replace("native", "runsc").replace("host", "bridge"));
        assertThat(plan.factors().runtimes()).containsExactly(Chosen.of("gvisor", Map.of("platform", "systrap")));
        assertThat(plan.repetitions()).isEqualTo(10);
        assertThat(plan.factors().sides()).containsExactly("client");
        assertThat(plan.factors().engines()).containsExactly("builtin");
    }

    @Test
    void theProtocolOfTheProbeIsAnEngine() {
        Plan plan = PlanTexts.read(PlanTexts.SMALL.replace("tcp-rr", "tcp-stream")
                + "exclude: [{engine: {builtin: {protocol: iperf3}}, side: server}]\n");
        assertThat(plan.exclude().getFirst().engine()).contains("builtin-iperf3");
        Plan varied = PlanTexts.read(PlanTexts.SMALL.replace(
                "workload: [tcp-rr]", "workload: [tcp-stream]\n  engine: [builtin, {builtin: {protocol: iperf3}}]"));
        assertThat(varied.factors().engines()).containsExactly("builtin", "builtin-iperf3");
    }

    @Test
    void writesSizesInBaseUnits() {
        Plan plan = PlanTexts.read(PlanTexts.SMALL.replace("tcp-rr", "{tcp-stream: {block: 1MiB, streams: 4}}"));
        assertThat(plan.factors().workloads().getFirst().options())
                .containsEntry("block", "1048576")
                .containsEntry("streams", "4")
                .containsEntry("direction", "upload");
    }

    @Test
    void recordsADrawnSeedInTheText() {
        Plan plan = PlanTexts.read("# mine\n" + PlanTexts.SMALL);
        assertThat(plan.seed()).isEqualTo(7);
        assertThat(plan.text()).startsWith("# mine\nseed: 7\nschemaVersion: 1\n");
        assertThat(PlanTexts.read(plan.text())).isEqualTo(plan);
    }

    @Test
    void replacesTheSeedInTheText() {
        Plan plan = PlanTexts.read(PlanTexts.DESIGN, OptionalLong.of(123456));
        assertThat(plan.text()).isEqualTo(PlanTexts.DESIGN.replace("seed: 42", "seed: 123456"));
        assertThat(PlanTexts.read(plan.text())).isEqualTo(plan);
    }

    @Test
    void seedsAPlanInBraces() {
        String braces =
                "{schemaVersion: 1, name: b, factors: {runtime: [native], network: [host], workload: [tcp-rr]}}";
        Plan plan = PlanTexts.read(braces);
        assertThat(plan.text()).startsWith("{seed: 7, schemaVersion: 1");
        assertThat(PlanTexts.read(plan.text())).isEqualTo(plan);
    }

    @Test
    void saysWhichExclusionMatchesNothing() {
        Plan plan = PlanTexts.read(PlanTexts.SMALL + "exclude:\n  - {runtime: runc}\n");
        assertThat(plan.notices()).containsExactly("line 8: this exclusion matches no cell of the plan");
    }
}
