package dev.tare.controller.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.controller.failure.TareException;
import dev.tare.controller.plan.Plan;
import dev.tare.controller.plan.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema of plans agrees with the catalogue and with the reader. */
final class PlanSchemaTest {

    private static final Committed SCHEMA = Committed.at("docs/schema/plan.schema.json");

    private static final String GOOD = """
            schemaVersion: 1
            name: good
            seed: 1
            factors:
              runtime: [native, {gvisor: {platform: ptrace}}]
              network: [bridge]
              workload: [{tcp-stream: {block: 64KiB, streams: 2}}, TCP_RR]
            """;

    @TempDir
    private Path folder;

    static List<String> shipped() {
        return Plans.shippedNames();
    }

    @Test
    void isGeneratedFromTheCatalogue() throws IOException {
        String generated = PlanSchema.text();
        assertThat(SCHEMA.text(generated))
                .as("docs/schema/plan.schema.json; run this test with -Dtare.write=true to bring it up to date")
                .isEqualTo(generated);
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void acceptsEveryShippedPlan(String name) throws IOException {
        Plan plan = Plans.shipped(name, OptionalLong.empty());
        assertThat(plan.name()).isEqualTo(name);
        assertThat(Schemas.problems(SCHEMA.text(), plan.text())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "duration: 1.5 s\ninterval: 500ms\n",
                "repetitions: 1\nwarmup: 10ms\n",
                "exclude: [{runtime: gvisor, tuning: none}]\n",
                "exclude: [{runtime: gvisor, workload: tcp-rr}, {runtime: {gvisor: {platform: ptrace}}, side: client}]\n"
            })
    void readerAndSchemaAccept(String more) throws IOException {
        assertThat(Schemas.problems(SCHEMA.text(), GOOD + more)).isEmpty();
        assertThat(Plans.load(Files.writeString(folder.resolve("p.yaml"), GOOD + more))
                        .name())
                .isEqualTo("good");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schemaVersion: 1|schemaVersion: 2",
                "schemaVersion: 1|schemaVersion: '1'",
                "name: good|name: Good",
                "name: good|nane: good",
                "seed: 1|seed: -1",
                "seed: 1|seed: one",
                "seed: 1|repetitions: 0",
                "seed: 1|repetitions: 1001",
                "seed: 1|duration: 10",
                "seed: 1|duration: -10s",
                "seed: 1|interval: soon",
                "runtime: [native, |runtime: [nativ, ",
                "[bridge]|bridge",
                "[bridge]|[]",
                "platform: ptrace|platform: xtrace",
                "platform: ptrace|plattform: ptrace",
                "block: 64KiB|block: 64kib",
                "streams: 2|streams: 65",
                "streams: 2|streams: many",
                "TCP_RR|TCP_XX",
                "network:|tuning: [{gro: maybe}]\n  network:",
                "network:|tuning: [{mtu: 10}]\n  network:",
                "network:|tuning: [{kernel.panic: 1}]\n  network:",
                "network:|tuning: [{}]\n  network:",
                "network:|tuning: [fast]\n  network:",
                "network:|link: [fast]\n  network:",
                "network:|side: [middle]\n  network:",
                "network:|engine: [wget]\n  network:",
                "factors:|exclude: [{}]\nfactors:",
                "factors:|exclude: [{runtim: native}]\nfactors:"
            })
    void readerAndSchemaRefuse(String change) throws IOException {
        List<String> parts = List.of(change.split("\\|", -1));
        String bad = GOOD.replace(parts.get(0), parts.get(1));
        assertThat(bad).isNotEqualTo(GOOD);
        assertThat(Schemas.problems(SCHEMA.text(), bad)).isNotEmpty();
        Path file = Files.writeString(folder.resolve("p.yaml"), bad);
        assertThatThrownBy(() -> Plans.load(file)).isInstanceOf(TareException.class);
    }
}
