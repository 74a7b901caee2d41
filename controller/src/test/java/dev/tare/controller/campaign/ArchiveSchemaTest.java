package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.fleet.FakeTrial;
import dev.tare.controller.trial.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a campaign writes, against the schemas that are published. */
@Tag("slow")
final class ArchiveSchemaTest {

    private static final Path SCHEMAS = Path.of("..", "docs", "schema");

    @TempDir
    private Path directory;

    @Test
    void whatACampaignWritesIsWhatTheSchemasSay() throws Exception {
        try (Rig rig = new Rig(directory)) {
            rig.client.script(setup -> switch (setup.getTrialId().substring(8)) {
                case "001-001" -> FakeTrial.completes();
                case "001-002" -> FakeTrial.unavailable("no runc here", "install runc");
                default -> FakeTrial.inMidTrial(trial -> rig.interruption.request());
            });
            rig.run(Rig.input(2, Rig.NATIVE, Rig.RUNC));
            rig.client.script(setup -> FakeTrial.completes());
            rig.resume(Rig.input(2, Rig.NATIVE, Rig.RUNC));

            ArchiveLayout layout = rig.layout();
            assertThat(problems("lab-archive", Files.readString(layout.lab()))).isEmpty();
            for (String host : Pair.USUAL.hosts()) {
                assertThat(problems("environment", Files.readString(layout.environment(host))))
                        .isEmpty();
            }
            List<String> journal = Files.readAllLines(layout.journal());
            assertThat(journal).hasSizeGreaterThanOrEqualTo(6);
            for (String line : journal) {
                assertThat(problems("journal", line)).as(line).isEmpty();
            }
            for (Path trial : trials(layout)) {
                assertThat(problems("trial", Files.readString(ArchiveLayout.recordIn(trial))))
                        .as(trial.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void aSchemaRefusesWhatItDoesNotKnow() throws IOException {
        assertThat(problems("journal", "{\"kind\":\"trial\"}")).isNotEmpty();
        assertThat(problems("lab-archive", "{\"schema_version\":1,\"tls\":{}}")).isNotEmpty();
    }

    private static List<Path> trials(ArchiveLayout layout) throws IOException {
        try (Stream<Path> now = Files.list(layout.trials());
                Stream<Path> superseded = Files.list(layout.superseded())) {
            List<Path> all = Stream.concat(now, superseded).toList();
            assertThat(all).hasSize(6);
            return all;
        }
    }

    private static List<String> problems(String schema, String document) throws IOException {
        Schema loaded = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMAS.resolve(schema + ".schema.json")));
        return loaded.validate(document, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }
}
