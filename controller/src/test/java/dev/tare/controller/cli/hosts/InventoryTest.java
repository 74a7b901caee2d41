package dev.tare.controller.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.fleet.AgentDescription;
import dev.tare.controller.fleet.Check;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class InventoryTest {

    private static final AgentDescription DESCRIPTION = new AgentDescription(
            1,
            "0.1.0",
            "sha256:abc",
            "sha256:def",
            "eve@elsewhere",
            "2026-11-26T10:00:00Z",
            List.of(),
            new AgentDescription.Host(
                    "alpha",
                    "6.18.0",
                    "Debian 12",
                    "x86_64",
                    "Some CPU",
                    2,
                    List.of(0),
                    8L << 30,
                    "25.0.1",
                    Map.of("sysctl", "1"),
                    List.of(new AgentDescription.DataInterface(
                            "eth1", List.of("10.1.0.1/24"), 1500, Map.of(), "[]", "veth", 0))),
            List.of(
                    new AgentDescription.RuntimeOnHost("runc", Map.of(), true, false, "runc 1.1.5", "", ""),
                    new AgentDescription.RuntimeOnHost(
                            "gvisor", Map.of("platform", "kvm"), false, false, "", "no answer in 5 s", "use systrap")),
            List.of(new AgentDescription.NetworkOnHost("bridge", true, "", "")),
            List.of(
                    new AgentDescription.EngineOnHost("iperf3", true, "3.12", "", ""),
                    new AgentDescription.EngineOnHost(
                            "netperf", false, "", "netperf is not installed", "apt-get install netperf")));

    private static final HostAnswer CLIENT = new HostAnswer(
            "client",
            "10.0.0.1:7411",
            DESCRIPTION,
            12_345L,
            List.of(
                    Check.passed("path to server", "20 of 20 datagrams came back"),
                    Check.failed("space", "1 MiB free", "runtimes need more", "make room")),
            null);
    private static final HostAnswer SERVER = new HostAnswer(
            "server",
            "10.0.0.2:7411",
            null,
            null,
            List.of(),
            "agent server at 10.0.0.2:7411 cannot be reached (refused)");

    @Test
    void showsEachHostInALineAndWhatIsWrongBelow() {
        assertThat(printed(new Inventory(List.of(CLIENT, SERVER))::printHosts))
                .containsPattern("client +10.0.0.1:7411 +0.1.0 +space +± 13 µs +runc +held by eve@elsewhere since 2026")
                .containsPattern("server +10.0.0.2:7411 +no answer\n")
                .contains("client: space: 1 MiB free (runtimes need more); make room\n", "server: agent server at");
    }

    @Test
    void saysOfEachCheckWhatWasFoundAndWhatToDo() {
        assertThat(printed(new Inventory(List.of(CLIENT))::printExamination))
                .containsPattern("path to server +yes +20 of 20 datagrams came back\n")
                .containsPattern("space +no +1 MiB free \\(runtimes need more\\); what to do: make room\n");
        assertThat(new Inventory(List.of(CLIENT)).exitCode()).isEqualTo(ExitCode.PREFLIGHT);
    }

    @Test
    void showsFactsOfEachHost() {
        assertThat(printed(new Inventory(List.of(CLIENT))::printFacts))
                .contains("client at 10.0.0.1:7411: agent 0.1.0, held by eve@elsewhere since 2026-11-26T10:00:00Z\n")
                .containsPattern("host +alpha, Debian 12, Linux 6.18.0, x86_64\n")
                .containsPattern("memory +8.0 GiB\n")
                .containsPattern("device +eth1 10.1.0.1/24, MTU 1500, veth\n");
    }

    @Test
    void saysWhyARuntimeCannotBeUsed() {
        assertThat(printed(new Inventory(List.of(CLIENT))::printExamination))
                .containsPattern("runc +yes +runc 1.1.5\n")
                .containsPattern("iperf3 +yes +3.12\n")
                .containsPattern("netperf +no +netperf is not installed; what to do: apt-get install netperf\n")
                .containsPattern("gvisor platform=kvm +no +no answer in 5 s; what to do: use systrap\n")
                .containsPattern("bridge +yes\n");
    }

    @Test
    void anAgentThatDoesNotAnswerIsShownAndFailsThePreflight() {
        Inventory inventory = new Inventory(List.of(CLIENT, SERVER));
        assertThat(printed(inventory::printFacts)).contains("server at 10.0.0.2:7411: no answer\n", "(refused)");
        assertThat(inventory.exitCode()).isEqualTo(ExitCode.PREFLIGHT);
        HostAnswer well = new HostAnswer("client", "10.0.0.1:7411", DESCRIPTION, null, List.of(), null);
        assertThat(new Inventory(List.of(well)).exitCode()).isEqualTo(ExitCode.DONE);
    }

    @Test
    void printsJsonForPrograms() throws JsonProcessingException {
        JsonNode json = new ObjectMapper().readTree(printed(new Inventory(List.of(CLIENT, SERVER))::printJson));
        assertThat(json.path("schemaVersion").asInt()).isEqualTo(1);
        JsonNode gvisor = json.path("hosts").path(0).path("runtimes").path(1);
        assertThat(gvisor.path("name").asText()).isEqualTo("gvisor");
        assertThat(gvisor.path("options").path("platform").asText()).isEqualTo("kvm");
        assertThat(gvisor.path("usable").asBoolean()).isFalse();
        assertThat(gvisor.path("reason").asText()).isEqualTo("no answer in 5 s");
        assertThat(gvisor.path("remedy").asText()).isEqualTo("use systrap");
        JsonNode check = json.path("hosts").path(0).path("checks").path(1);
        assertThat(check.path("passed").asBoolean()).isFalse();
        assertThat(check.path("remedy").asText()).isEqualTo("make room");
        assertThat(json.path("hosts").path(0).path("clock_bound_ns").asLong()).isEqualTo(12_345);
        assertThat(json.path("hosts").path(1).path("reachable").asBoolean()).isFalse();
        assertThat(json.path("hosts").path(1).path("host").isNull()).isTrue();
        assertThat(json.path("hosts").path(0).path("host").path("memory_bytes").asLong())
                .isEqualTo(8L << 30);
    }

    /** As the command's help names them: all are there, and those that have nothing to say are empty. */
    @Test
    void eachRuntimeHasTheSameKeysInJson() throws JsonProcessingException {
        List<AgentDescription.RuntimeOnHost> runtimes = new ArrayList<>(DESCRIPTION.runtimes());
        runtimes.add(new AgentDescription.RuntimeOnHost(
                "kvm", Map.of("machine", "q35"), true, true, "QEMU 7.2, accelerator tcg", "", ""));
        AgentDescription description = new AgentDescription(
                1, "", "", "", null, null, List.of(), DESCRIPTION.host(), runtimes, List.of(), List.of());
        HostAnswer answer = new HostAnswer("client", "10.0.0.1:7411", description, null, List.of(), null);
        List<JsonNode> told = new ArrayList<>();
        new ObjectMapper()
                .readTree(printed(new Inventory(List.of(answer))::printJson))
                .path("hosts")
                .path(0)
                .path("runtimes")
                .forEach(told::add);
        assertThat(told).hasSize(3).allSatisfy(runtime -> {
            assertThat(runtime.fieldNames())
                    .toIterable()
                    .containsExactly("name", "options", "usable", "emulated", "version", "reason", "remedy");
            assertThat(runtime.path("options").isObject()).isTrue();
            assertThat(List.of("usable", "emulated"))
                    .allSatisfy(key -> assertThat(runtime.path(key).isBoolean()).isTrue());
            assertThat(List.of("name", "version", "reason", "remedy"))
                    .allSatisfy(key -> assertThat(runtime.path(key).isTextual()).isTrue());
        });
        assertThat(told.get(0))
                .hasToString("{\"name\":\"runc\",\"options\":{},\"usable\":true,\"emulated\":false,"
                        + "\"version\":\"runc 1.1.5\",\"reason\":\"\",\"remedy\":\"\"}");
        assertThat(told.get(1).path("usable").asBoolean()).isFalse();
        assertThat(told.get(1).path("version").asText()).isEmpty();
        assertThat(told.get(2).path("emulated").asBoolean()).isTrue();
        assertThat(told.get(2).path("options").path("machine").asText()).isEqualTo("q35");
    }

    private static String printed(Consumer<PrintWriter> printer) {
        StringWriter text = new StringWriter();
        printer.accept(new PrintWriter(text));
        return text.toString();
    }
}
