package dev.tare.controller.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchiveJson;
import dev.tare.controller.archive.SyntheticArchive;
import dev.tare.controller.archive.SyntheticTrial;
import dev.tare.controller.trial.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The form is that of Google's Trace Event Format, which ui.perfetto.dev reads. */
final class TraceTest {

    @TempDir
    private Path root;

    @Test
    void bothHostsStandOnOneClock() throws Exception {
        Trial trial = new Trial(1, 1, SyntheticArchive.cell("runc", "bridge", "tcp-stream", "unlimited"));
        SyntheticTrial synthetic = new SyntheticTrial(trial, 4e9, 1);
        synthetic.program = "iperf3";
        SyntheticArchive.empty(root).add(synthetic);
        TimelineFiles.write(Archive.open(root));

        JsonNode trace =
                ArchiveJson.line().readTree(Files.readString(root.resolve("tables/trace-" + trial.folder() + ".json")));
        List<JsonNode> events = new ArrayList<>();
        trace.get("traceEvents").forEach(events::add);

        assertThat(events.stream()
                        .filter(it -> it.get("name").asText().equals("process_name"))
                        .map(it -> it.get("args").get("name").asText()))
                .containsExactly("controller", "client", "server");
        assertThat(events.stream().map(it -> it.get("ph").asText()).distinct())
                .containsExactlyInAnyOrder("M", "i", "X", "C");
        slicesOfAThreadDoNotOverlap(events);
        double begins = at(events, "agreed instant");
        for (JsonNode event : events) {
            if (event.get("ph").asText().equals("X")) {
                assertThat(event.get("dur").asDouble()).isNotNegative();
                assertThat(event.get("args").get("bound_ns").asLong()).isPositive();
            }
            if (event.get("name").asText().equals("measure")) {
                // the three clocks are seconds apart
                assertThat(event.get("ts").asDouble()).isBetween(begins, begins + 3e6);
            }
        }
        assertThat(events.stream()
                        .filter(it -> it.get("name").asText().equals("traffic begins"))
                        .map(it -> it.get("ts").asDouble()))
                .hasSize(2)
                .allSatisfy(ts -> assertThat(ts).isCloseTo(begins + 3, within(50.0)));
        assertThat(events.stream().filter(it -> it.get("name").asText().equals("iperf3")))
                .singleElement()
                .satisfies(run -> {
                    assertThat(run.get("ts").asDouble()).isCloseTo(begins + synthetic.warmup / 1e3, within(50.0));
                    assertThat(run.get("dur").asDouble()).isCloseTo(synthetic.duration / 1e3, within(50.0));
                });
        String csv = Files.readString(root.resolve("tables/timeline-" + trial.folder() + ".csv"));
        assertThat(csv)
                .startsWith("at_ns,bound_ns,host,source,event\r\n")
                .contains(",server,server-probe,interval ", ",client,client-engine,iperf3 begins");
    }

    /** Perfetto drops a slice that overlaps another of its thread without being within it. */
    private static void slicesOfAThreadDoNotOverlap(List<JsonNode> events) {
        Map<List<Integer>, List<JsonNode>> threads = events.stream()
                .filter(it -> it.get("ph").asText().equals("X"))
                .collect(Collectors.groupingBy(
                        it -> List.of(it.get("pid").asInt(), it.get("tid").asInt())));
        assertThat(threads).hasSizeGreaterThan(4);
        threads.values().forEach(slices -> {
            slices.sort(Comparator.comparingDouble(it -> it.get("ts").asDouble()));
            for (int i = 1; i < slices.size(); i++) {
                JsonNode before = slices.get(i - 1);
                assertThat(slices.get(i).get("ts").decimalValue())
                        .isGreaterThanOrEqualTo(before.get("ts")
                                .decimalValue()
                                .add(before.get("dur").decimalValue()));
            }
        });
    }

    private static double at(List<JsonNode> events, String name) {
        return events.stream()
                .filter(it -> it.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .get("ts")
                .asDouble();
    }
}
