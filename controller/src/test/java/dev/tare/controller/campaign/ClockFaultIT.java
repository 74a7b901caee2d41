package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tare.controller.archive.ArchiveJson;
import dev.tare.controller.trial.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tare clock} between hosts whose clocks are apart by a known time, also while one of them stands still. */
final class ClockFaultIT {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final long TRUTH = Duration.ofHours(23).toNanos();
    private static final int CALIBRATIONS = 50;

    @TempDir
    private Path directory;

    @Test
    void theTruthIsWithinEveryBoundAlsoWhenAnAgentIsStopped() throws Exception {
        RealTare tare = new RealTare(directory);
        try (RealLab lab = new RealLab(tare, "--clock-offset", "client=3600s,server=86400s")) {
            RealTare.Running idle = clock(tare, lab);
            assertThat(idle.exit(LIMIT)).as(idle.words()).isZero();
            check(idle);

            RealTare.Running stopped = clock(tare, lab);
            awaitFirstLine(stopped);
            signal("-STOP", lab);
            Thread.sleep(Duration.ofSeconds(3));
            signal("-CONT", lab);
            assertThat(stopped.exit(LIMIT)).as(stopped.words()).isZero();
            check(stopped);
        }
    }

    private static RealTare.Running clock(RealTare tare, RealLab lab) throws Exception {
        return tare.start(
                "clock",
                "--json",
                "--count",
                Integer.toString(CALIBRATIONS),
                "--lab",
                lab.file().toString());
    }

    private static void awaitFirstLine(RealTare.Running running) throws Exception {
        while (Files.size(running.out()) == 0 && running.process().isAlive()) {
            Thread.sleep(Duration.ofMillis(20));
        }
    }

    private static void signal(String signal, RealLab lab) throws Exception {
        long agent = lab.agent(Side.SERVER).orElseThrow().pid();
        int exit =
                new ProcessBuilder("kill", signal, Long.toString(agent)).start().waitFor();
        assertThat(exit).isZero();
    }

    private static void check(RealTare.Running running) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(running.out())) {
            lines.add(ArchiveJson.line().readTree(line));
        }
        assertThat(lines).hasSize(CALIBRATIONS);
        for (JsonNode line : lines) {
            assertThat(line.get("from").asText()).isEqualTo("client");
            assertThat(line.get("to").asText()).isEqualTo("server");
            assertThat(Math.abs(line.get("offset_ns").asLong() - TRUTH))
                    .as("error of %s", line)
                    .isLessThanOrEqualTo(line.get("bound_ns").asLong());
            assertThat(line.get("straight").asBoolean()).as("%s", line).isTrue();
            assertThat(line.get("exchanges").asInt()).isPositive();
            assertThat(line.get("delay_min_ns").asLong()).isPositive();
        }
    }
}
