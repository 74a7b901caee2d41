package dev.tare.probe.exec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.EngineKind;
import dev.tare.probe.clock.Phase;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.SetupReader;
import dev.tare.probe.setup.TrialSetup;
import dev.tare.proto.probe.v1.Role;
import dev.tare.proto.probe.v1.Setup;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Engines are called as their manuals say; what cannot be said to them is refused. */
final class EnginesTest {

    @Test
    void everyDescriptorHasItsCallsAndTheReverse() {
        assertThat(Engines.names())
                .containsExactlyInAnyOrderElementsOf(Catalog.engines().stream()
                        .filter(EngineKind::foreign)
                        .map(EngineKind::name)
                        .toList());
    }

    @Test
    void iperf3LeavesTheWarmUpOut() throws ProbeFailure {
        TrialSetup setup = setup("iperf3", "tcp-stream", Map.of("block", "131072", "streams", "2"), "10.1.0.2");
        assertThat(new Iperf3().client(setup))
                .containsExactly(new EngineRun(
                        words("iperf3 -c 10.1.0.2 -p 5201 -J -i 0.100 -B 10.1.0.1 -O 2 -t 10 -l 131072 -P 2 -C cubic"),
                        Phase.MEASURE));
        assertThat(new Iperf3().server(setup)).isEqualTo(words("iperf3 -s -1 -B 10.1.0.2 -p 5201 -J -i 0.100"));
    }

    @Test
    void iperf3IsToldToCopyNothing() throws ProbeFailure {
        TrialSetup setup = setup("iperf3", "tcp-maerts", Map.of("zerocopy", "on"), "10.1.0.2");
        assertThat(new Iperf3().client(setup).getFirst().arguments()).contains("-R", "-Z");
    }

    @Test
    void iperf3IsToldARateAndADirection() throws ProbeFailure {
        TrialSetup setup =
                setup("iperf3", "udp-stream", Map.of("rate", "1000000000", "direction", "download"), "10.1.0.2");
        assertThat(new Iperf3().client(setup).getFirst().arguments())
                .containsSequence("-R", "-u", "--udp-counters-64bit", "-l", "1472", "-b", "1000000000")
                .doesNotContain("-C");
    }

    @Test
    void netperfWarmsUpWithATestOfItsOwn() throws ProbeFailure {
        List<EngineRun> runs = new Netperf().client(setup("netperf", "tcp-rr", Map.of(), "fd00::2"));
        assertThat(runs).extracting(EngineRun::phase).containsExactly(Phase.WARMUP, Phase.MEASURE);
        assertThat(runs.getFirst().arguments()).containsSequence("-t", "TCP_RR", "-l", "2");
        assertThat(runs.getLast().arguments())
                .startsWith("netperf", "-6")
                .containsSequence("-t", "TCP_RR", "-l", "10")
                .containsSequence("-j", "--", "-r", "1,1", "-D", "-K", "cubic,cubic", "-k");
    }

    @Test
    void sockperfTakesWhatWasServedBefore() throws ProbeFailure {
        TrialSetup setup = setup("sockperf", "tcp-rr", Map.of("request", "14", "response", "14"), "10.1.0.2");
        assertThat(new Sockperf().server(setup))
                .isEqualTo(words("sockperf server --tcp -i 10.1.0.2 -p 5201 --uc-reuseaddr"));
    }

    @Test
    void wrkCallsTheProbesOwnServer() throws ProbeFailure {
        TrialSetup setup = setup("wrk", "http-bandwidth", Map.of("streams", "4"), "10.1.0.2");
        List<EngineRun> runs = new Wrk().client(setup);
        assertThat(runs).extracting(EngineRun::phase).containsExactly(Phase.WARMUP, Phase.MEASURE);
        assertThat(runs.getLast().arguments())
                .containsExactly(
                        "wrk",
                        "-t",
                        "1",
                        "-c",
                        "4",
                        "-d",
                        "10s",
                        "--latency",
                        "-H",
                        "Host: tare",
                        "http://10.1.0.2:5201/");
        assertThat(new Wrk()
                        .client(setup("wrk", "http-latency", Map.of(), "fd00::2"))
                        .getFirst()
                        .arguments())
                .containsSequence("-c", "1", "-d", "2s")
                .endsWith("http://[fd00:0:0:0:0:0:0:2]:5201/");
    }

    @Test
    void ethrTellsOfAllConnectionsTogether() throws ProbeFailure {
        TrialSetup setup = setup("ethr", "tcp-stream", Map.of("streams", "2", "direction", "download"), "10.1.0.2");
        List<EngineRun> runs = new Ethr().client(setup);
        assertThat(runs).extracting(EngineRun::phase).containsExactly(Phase.WARMUP, Phase.MEASURE);
        assertThat(runs.getLast().arguments())
                .isEqualTo(words(
                        "ethr -c 10.1.0.2 -port 5201 -ip 10.1.0.1 -no -ncs -d 10s -p tcp -t b -l 524288 -n 2 -r"));
        assertThat(new Ethr().server(setup)).isEqualTo(words("ethr -s -port 5201 -no -ip 10.1.0.2"));
        assertThat(new Ethr()
                        .client(setup("ethr", "udp-stream", Map.of(), "10.1.0.2"))
                        .getFirst()
                        .arguments())
                .endsWith("-d", "2s", "-p", "udp", "-t", "b", "-l", "1472");
    }

    @Test
    void ethrIsNotToldAddressesThatItCannotRead() throws ProbeFailure {
        TrialSetup setup = setup("ethr", "tcp-rr", Map.of(), "fd00::2");
        assertThat(new Ethr().client(setup).getLast().arguments())
                .isEqualTo(
                        words("ethr -c fd00:0:0:0:0:0:0:2 -port 5201 -no -ncs -d 10s -p tcp -t l -l 1 -i 1000 -g 0s"));
        assertThat(new Ethr().server(setup)).isEqualTo(words("ethr -s -port 5201 -no -6"));
    }

    @Test
    void whoIsAServerTellsHowToCallIt() throws ProbeFailure {
        for (EngineKind kind : Catalog.engines()) {
            if (kind.programAt(false)) {
                EngineKind.Service any = kind.services().getFirst();
                Map<String, String> sizes =
                        kind.name().equals("sockperf") ? Map.of("request", "14", "response", "14") : Map.of();
                TrialSetup setup = setup(kind.name(), any.workload(), sizes, "10.1.0.2");
                assertThat(Engines.engine(setup).server(setup).isEmpty())
                        .as(kind.name())
                        .isFalse();
            }
        }
    }

    @Test
    void whatAnEngineCannotBeToldIsRefused() {
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                        ProbeFailure.class, () -> setup("netperf", "udp-stream", Map.of(), "10.1.0.2")))
                .hasMessageContaining("engine netperf has no workload udp-stream");
    }

    private static List<String> words(String line) {
        return List.of(line.split(" ", -1));
    }

    private static TrialSetup setup(String engine, String workload, Map<String, String> options, String server)
            throws ProbeFailure {
        return SetupReader.read(Setup.newBuilder()
                .setToken(ByteString.copyFrom(new byte[16]))
                .setRole(Role.ROLE_CLIENT)
                .setEngine(engine)
                .setWorkload(workload)
                .putAllWorkloadOptions(options)
                .setLocalAddress(server.contains(":") ? "fd00::1" : "10.1.0.1")
                .setServerAddress(server)
                .setServerPort(5201)
                .setCongestionControl("cubic")
                .setIntervalNanos(TimeUnit.MILLISECONDS.toNanos(50))
                .setWarmupNanos(TimeUnit.SECONDS.toNanos(2))
                .setDurationNanos(TimeUnit.SECONDS.toNanos(10))
                .setSetupTimeoutNanos(TimeUnit.SECONDS.toNanos(5))
                .build());
    }
}
