package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tare.controller.fleet.FakeAgent;
import dev.tare.controller.fleet.TestAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program and a lab of two hundred agents on loopback, one of which does not answer. */
final class ManyAgentsIT {

    private static final int AGENTS = 200;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** What the program may hold in memory at its most. */
    private static final long MOST_KIBIBYTES = 512 * 1024;

    @TempDir
    private Path directory;

    private final List<FakeAgent> agents = new ArrayList<>();
    private RealTare tare;

    @BeforeEach
    void program() {
        tare = new RealTare(directory);
    }

    @AfterEach
    void stop() {
        agents.forEach(FakeAgent::close);
    }

    @Test
    void eachIsToldOfAndTheDeadOneIsNamed() throws Exception {
        Path lab = lab();
        agents.get(7).die();
        askedAndToldOf("young agents", lab);
        // in a lab they have run for long; these share this machine's CPUs with the program, and compile what they
        // answer with
        askedAndToldOf("agents asked before", lab);
    }

    private void askedAndToldOf(String which, Path lab) throws Exception {
        RealTare.Running run = tare.start("hosts", "--json", "--lab", lab.toString());
        long mostKibibytes = 0;
        long startNanos = System.nanoTime();
        while (run.process().isAlive()) {
            mostKibibytes = Math.max(mostKibibytes, peakKibibytes(run.process().pid()));
            Thread.sleep(20);
        }
        System.out.printf(
                Locale.ROOT,
                "%d %s: %.2f s, at most %d MiB%n",
                AGENTS,
                which,
                (System.nanoTime() - startNanos) / 1e9,
                mostKibibytes / 1024);
        assertThat(run.exit(LIMIT)).as(run.words()).isEqualTo(3);
        JsonNode hosts =
                new ObjectMapper().readTree(Files.readString(run.out())).get("hosts");
        assertThat(hosts).hasSize(AGENTS);
        List<String> silent = new ArrayList<>();
        for (JsonNode host : hosts) {
            if (!host.get("reachable").asBoolean()) {
                silent.add(host.get("failure").asText());
            }
        }
        assertThat(silent).singleElement().asString().startsWith("agent node8 at ");
        assertThat(mostKibibytes).isPositive().isLessThan(MOST_KIBIBYTES);
    }

    private Path lab() throws Exception {
        TestAuthority authority = new TestAuthority(directory.resolve("tls"), "lab");
        TestAuthority.Identity controller = authority.issue("controller");
        StringBuilder text = new StringBuilder("schemaVersion: 1\nname: hall\nhosts:\n");
        for (int number = 1; number <= AGENTS; number++) {
            String data = "10.1." + number / 100 + "." + (number % 100 + 1) + "/16";
            FakeAgent agent = new FakeAgent(authority, data);
            agents.add(agent);
            text.append("  node%d: {agent: \"%s\", data: {interface: eth1, address: %s}}%n"
                    .formatted(number, agent.address(), data));
        }
        text.append("link: {rate: 10Gbit}\ntls: {ca: '%s', certificate: '%s', key: '%s'}%n"
                .formatted(authority.certificate(), controller.certificate(), controller.key()));
        return Files.writeString(directory.resolve("lab.yaml"), text);
    }

    /** The kernel's own high-water mark; 0 when the process has just ended. */
    private static long peakKibibytes(long pid) throws Exception {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (java.io.IOException ended) {
            return 0;
        }
    }
}
