package dev.tare.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.failure.TareException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a plan is said with its place and, where one can be guessed, with the remedy. */
final class BrokenPlanTest {

    @Test
    void aLongWordIsNotRepeatedWhole() {
        assertThatThrownBy(() -> PlanTexts.read(PlanTexts.SMALL + "  side: [" + "x".repeat(60_000) + "]\n"))
                .isInstanceOf(TareException.class)
                .hasMessageContaining("unknown side 'xxx")
                .hasMessageContaining("; known: client, server, both")
                .satisfies(refused ->
                        assertThat(String.valueOf(refused.getMessage())).hasSizeLessThan(2_000));
    }

    /** 65,536 to the fourth power is zero in a long. */
    @Test
    void moreCellsThanAnyNumberHasAreTooMany() {
        int many = 65_536;
        Factors factors = PlanTexts.read(PlanTexts.SMALL).factors();
        assertThat(CellCheck.crossed(new Factors(
                        Collections.nCopies(many, factors.runtimes().getFirst()),
                        Collections.nCopies(many, factors.networks().getFirst()),
                        Collections.nCopies(many, factors.tunings().getFirst()),
                        Collections.nCopies(many, factors.workloads().getFirst()),
                        List.of(),
                        List.of("client"),
                        List.of("builtin"),
                        PairChoice.USUAL)))
                .isEqualTo(Long.MAX_VALUE);
    }

    private static Arguments broken(String from, String to, String message) {
        return Arguments.of(PlanTexts.DESIGN.replace(from, to), message);
    }

    static List<Arguments> plans() {
        return List.of(
                broken("schemaVersion: 1\n", "", "1:1: the plan lacks the key 'schemaVersion'"),
                broken("schemaVersion: 1", "schemaVersion: 2", "1:16: schemaVersion 2 is unknown; this Tare reads 1"),
                broken("schemaVersion: 1", "schemaVersion: one", "1:16: expected a whole number, not 'one'"),
                broken("name: demo", "name: Demo Run", "2:7: the name 'Demo Run' must be of a-z"),
                broken("name: demo", "name:", "2:6: expected a word, not nothing"),
                broken("name: demo", "name: [a]", "2:7: expected a word, not a list"),
                broken("seed: 42", "seed: -1", "3:7: -1 is out of range: from 0 to"),
                broken("seed: 42", "seed: 0x2A", "3:7: expected a whole number, not '0x2A'"),
                broken(
                        "repetitions:",
                        "repetition:",
                        "4:1: unknown key 'repetition' in the plan; did you mean 'repetitions'?"),
                broken("repetitions: 10", "repetitions: 0", "4:14: 0 is out of range: from 1 to 1000"),
                broken("repetitions: 10", "repetitions: ten", "4:14: expected a whole number, not 'ten'"),
                broken(
                        "repetitions: 10",
                        "repetitions: 99999999999999999999",
                        "4:14: 99999999999999999999 is out of range"),
                broken("duration: 10s", "duration: -10s", "5:11: duration must be more than zero, not -10s"),
                broken("duration: 10s", "duration: 0s", "5:11: duration must be more than zero, not 0s"),
                broken("duration: 10s", "duration: 10", "5:11: '10' lacks a unit"),
                broken("duration: 10s", "duration: 2h", "5:11: duration 2h is too long: at most 1h"),
                broken("warmup: 2s", "warmup: -2s", "6:9: warmup must be more than zero, not -2s"),
                broken("interval: 100ms", "interval: 5ms", "7:11: interval 5ms is too short: at least 10ms"),
                broken("interval: 100ms", "interval: 11s", "7:11: interval 11s is longer than the duration 10s"),
                broken(
                        "interval: 100ms",
                        "interval: 300ms",
                        "7:11: the duration 10s is not a whole number of intervals of 300ms"),
                broken(
                        "runtime: [native, runc,",
                        "runtime: [native, runk,",
                        "9:21: unknown runtime 'runk'; did you mean 'runc'?"),
                broken(
                        "runtime: [native, runc,",
                        "runtime: [native, wasmtime,",
                        "9:21: unknown runtime 'wasmtime'; known: native, runc, "),
                broken(
                        "[native, runc, {gvisor: {platform: systrap}}]",
                        "native",
                        "9:12: runtime must be a list of at least one, not 'native'"),
                broken(
                        "[native, runc, {gvisor: {platform: systrap}}]",
                        "[]",
                        "9:12: runtime must be a list of at least one, not an empty one"),
                broken("  network:", "  tuning: [{gro: of}]\n  network:", "10:13: gro is on or off, not 'of'"),
                broken(
                        "  network:",
                        "  tuning: [{net.ipv4../../x: 1}]\n  network:",
                        "10:13: unknown setting 'net.ipv4../../x': there are the offloads rx, tx, sg, tso, gso, gro, mtu, queue"),
                broken(
                        "  network:",
                        "  tuning: [none, {net.ipv4.tcp_sack: 0}]\n  network:",
                        "10:18: runtime gvisor has a network stack of its own, which does not know net.ipv4.tcp_sack;"
                                + " add {runtime: gvisor, tuning: {net.ipv4.tcp_sack: 0}} to exclude"),
                broken(
                        "[native, runc, {gvisor: {platform: systrap}}]\n",
                        "[native, gvisor, {containerd: {handler: kata}}]\n  tuning: [none, {gro: off}]\n",
                        "10:18: runtime containerd is a machine with a network card of its own, where nobody sets gro;"
                                + " add {runtime: {containerd: {handler: kata}}, tuning: {gro: off}} to exclude"),
                broken(
                        "[native, runc, {gvisor: {platform: systrap}}]\n  network: [host, bridge]",
                        "[docker]\n  tuning: [none, {gro: off}]\n  network: [bridge, daemon-nat]",
                        "10:18: the devices of network daemon-nat are made by the runtime's daemon when the runtime starts, too"
                                + " late to set gro; add {network: daemon-nat, tuning: {gro: off}} to exclude"),
                broken(
                        "[native, runc, {gvisor: {platform: systrap}}]",
                        "[native, gvisor, {containerd: {handler: runsc}}]",
                        "9:29: runtime containerd cannot take network host: it takes"),
                broken(
                        "  network:",
                        "  engine: [iperf]\n  network:",
                        "10:12: unknown engine 'iperf'; did you mean 'iperf3'?"),
                broken(
                        "  network:",
                        "  engine: [builtin, iperf3]\n  network:",
                        "10:21: engine iperf3 has no workload tcp-rr: it has tcp-stream, tcp-maerts, udp-stream;"
                                + " add {engine: iperf3, workload: tcp-rr} to exclude"),
                broken(
                        "workload: [{tcp-stream: {block: 128KiB}}, tcp-rr]",
                        "workload: [{tcp-stream: {block: 2MiB}}]\n  engine: [iperf3]",
                        "12:12: engine iperf3 does tcp-stream only with block from 1B to 1MiB;"
                                + " add {engine: iperf3, workload: {tcp-stream: {block: 2MiB}}} to exclude"),
                broken(
                        "workload: [{tcp-stream: {block: 128KiB}}, tcp-rr]",
                        "workload: [{tcp-rr: {wait: spin}}]\n  engine: [netperf]",
                        "12:12: engine netperf knows no wait of tcp-rr but the usual one, block;"
                                + " add {engine: netperf, workload: {tcp-rr: {wait: spin}}} to exclude"),
                broken(
                        "workload: [{tcp-stream: {block: 128KiB}}, tcp-rr]",
                        "workload: [{tcp-rr: {priority: realtime}}]\n  engine: [netperf]",
                        "12:12: engine netperf knows no priority of tcp-rr but the usual one, ordinary;"
                                + " add {engine: netperf, workload: {tcp-rr: {priority: realtime}}} to exclude"),
                broken(
                        "workload: [{tcp-stream: {block: 128KiB}}, tcp-rr]",
                        "workload: [tcp-rr, {tcp-rr: {priority: realtime}}]",
                        "11:22: runtime gvisor has a kernel of its own, whose priorities say nothing to the host's CPUs;"
                                + " add {runtime: gvisor, workload: {tcp-rr: {priority: realtime}}} to exclude"),
                broken(
                        "workload: [{tcp-stream: {block: 128KiB}}, tcp-rr]",
                        "workload: [{tcp-rr: {priority: realtime, wait: spin}}]",
                        "11:14: workload tcp-rr would leave nothing of its CPU to anybody: with wait spin it never sleeps,"
                                + " and at priority realtime others run only while it does; leave wait or priority out"),
                broken(
                        "workload: [{tcp-stream: {block: 128KiB}}, tcp-rr]",
                        "workload: [{udp-throughput: {priority: realtime}}]",
                        "11:32: unknown option 'priority' of workload udp-throughput"),
                broken(
                        "workload: [{tcp-stream: {block: 128KiB}}, tcp-rr]",
                        "workload: [{udp-rr: {timeout: 10ms}}]\n  engine: [netperf]",
                        "12:12: engine netperf knows no timeout of udp-rr but the usual one, 50ms;"
                                + " add {engine: netperf, workload: {udp-rr: {timeout: 10ms}}} to exclude"),
                broken(
                        "workload: [{tcp-stream: {block: 128KiB}}, tcp-rr]",
                        "workload: [{tcp-rr: {request: 64B}}]\n  engine: [sockperf]",
                        "12:12: engine sockperf does tcp-rr only with request and response of one value"),
                broken(
                        "workload: [{tcp-stream: {block: 128KiB}}, tcp-rr]",
                        "workload: [{http-latency: {connection: new}}]\n  engine: [wrk]",
                        "12:12: engine wrk knows no connection of http-latency but the usual one, keep-alive;"
                                + " add {engine: wrk, workload: {http-latency: {connection: new}}} to exclude"),
                broken(
                        "workload: [{tcp-stream: {block: 128KiB}}, tcp-rr]",
                        "workload: [tcp-rr]\n  engine: [wrk]",
                        "12:12: engine wrk has no workload tcp-rr: it has http-latency, http-bandwidth;"
                                + " add {engine: wrk, workload: tcp-rr} to exclude"),
                Arguments.of(
                        PlanTexts.DESIGN
                                .replace("warmup: 2s", "warmup: 2500ms")
                                .replace(
                                        "workload: [{tcp-stream: {block: 128KiB}}, tcp-rr]",
                                        "workload: [tcp-stream]\n  engine: [iperf3]"),
                        "12:12: engine iperf3 knows whole seconds only, and warmup is 2500ms"),
                Arguments.of(
                        PlanTexts.DESIGN
                                .replace("duration: 10s", "duration: 1s")
                                .replace(
                                        "workload: [{tcp-stream: {block: 128KiB}}, tcp-rr]",
                                        "workload: [{tcp-rr: {request: 64B, response: 64B}}]\n  engine: [sockperf]"),
                        "12:12: engine sockperf needs a duration of 2s or more, not 1s"),
                broken("native, runc", "native, native", "9:21: this runtime stands here twice"),
                broken(
                        "platform:",
                        "plattform:",
                        "9:37: unknown option 'plattform' of runtime gvisor; did you mean 'platform'?"),
                broken(
                        "platform: systrap",
                        "platform: sistrap",
                        "9:47: unknown platform 'sistrap'; did you mean 'systrap'?"),
                broken("runc, {", "{runc: {fast: yes}}, {", "9:29: unknown option 'fast' of runtime runc; it has none"),
                broken(
                        "{platform: systrap}",
                        "systrap",
                        "9:36: the options of gvisor must be a mapping, not 'systrap'"),
                broken(
                        "{gvisor: {platform: systrap}}",
                        "{gvisor: {}, runc: {}}",
                        "9:27: expected a runtime: name, or {name: {option: value}}, not a mapping of several keys"),
                broken("network:", "netwrok:", "9:3: factors lacks the key 'network'"),
                broken("network:", "netwrok:", "10:3: unknown key 'netwrok' in factors; did you mean 'network'?"),
                broken("bridge]", "brigde]", "10:19: unknown network 'brigde'; did you mean 'bridge'?"),
                broken("block: 128KiB", "block: 128kib", "11:35: '128kib' has an unknown unit"),
                broken("block: 128KiB", "block: 0", "11:35: block 0B is out of range: from 1B to 16MiB"),
                broken("block: 128KiB", "block: 1GiB", "11:35: block 1GiB is out of range"),
                broken(
                        "{tcp-stream: {block: 128KiB}}",
                        "{udp-rr: {inflight: 8, rate: 100}}",
                        "11:14: workload udp-rr keeps several requests in flight, or asks at a rate, but not both"),
                broken(
                        "workload: [{tcp-stream: {block: 128KiB}}, tcp-rr]",
                        "workload: [{udp-rr: {inflight: 2, timestamps: kernel}}]",
                        "11:14: workload udp-rr takes the kernel's stamps of one request at a time"),
                broken(
                        "workload: [{tcp-stream: {block: 128KiB}}, tcp-rr]",
                        "workload: [{udp-throughput: {loss: 0.1}}]",
                        "11:38: '0.1' is no share: write 0.1% or 0"),
                broken("block: 128KiB", "streams: 10000", "11:37: streams 10000 is out of range: from 1 to 64"),
                broken("block: 128KiB", "threads: 65", "11:37: threads 65 is out of range: from 0 to 64"),
                broken(
                        "block: 128KiB",
                        "threads: 2",
                        "11:14: workload tcp-stream has more threads, 2, than streams, 1: let there be at most one for each"),
                broken(
                        "block: 128KiB",
                        "streams: 8, threads: 9",
                        "11:14: workload tcp-stream has more threads, 9, than streams, 8: let there be at most one for each"),
                broken(
                        "{tcp-stream: {block: 128KiB}}",
                        "{tcp-bidir: {streams: 4, threads: 2, zerocopy: on}}",
                        "11:14: workload tcp-bidir sends without a copy from a thread for each stream only"),
                broken(
                        "{tcp-stream: {block: 128KiB}}",
                        "{tls-stream: {streams: 4, threads: 2}}",
                        "11:40: unknown option 'threads' of workload tls-stream"),
                broken(
                        "workload: [{tcp-stream: {block: 128KiB}}, tcp-rr]",
                        "workload: [{tcp-stream: {streams: 4, threads: 2}}]\n  engine: [iperf3]",
                        "12:12: engine iperf3 knows no threads of tcp-stream but the usual one, 0;"
                                + " add {engine: iperf3, workload: {tcp-stream: {threads: 2}}} to exclude"),
                broken(
                        "workload: [{tcp-stream: {block: 128KiB}}, tcp-rr]",
                        "workload: [{tcp-maerts: {streams: 4, threads: 1}}]\n  engine: [{builtin: {protocol: iperf3}}]",
                        "12:12: engine builtin-iperf3 knows no threads of tcp-maerts but the usual one, 0;"),
                broken("block: 128KiB", "block: [1KiB]", "11:35: expected a word, not a list"),
                broken("tcp-rr]", "udp-xx]", "11:45: unknown workload 'udp-xx'"),
                broken("[10GE, unlimited]", "[10GE, 10Gbit]", "12:16: the link 10Gbit stands here twice"),
                broken("[10GE, unlimited]", "[fast]", "12:10: 'fast' is no link rate"),
                broken("[10GE, unlimited]", "[0Gbit]", "12:10: '0Gbit' would carry nothing"),
                broken("factors:", "adjacent: cpu\nfactors:", "8:11: unknown factor 'cpu'; known: runtime, network"),
                broken(
                        "factors:",
                        "adjacent: [runtime, workload.blok]\nfactors:",
                        "8:21: no workload has an option 'blok'; did you mean 'block'?"),
                broken("factors:", "timingFloor: perhaps\nfactors:", "8:14: expected true or false, not 'perhaps'"),
                broken(
                        "link:",
                        "pairs: some\n  link:",
                        "12:10: pairs must be 'all' or a list such as [[a, b], [c, d]]"),
                broken(
                        "link:",
                        "pairs: [a, b]\n  link:",
                        "12:11: a pair is a list of two hosts, [client, server], not 'a'"),
                broken("link:", "pairs: [[a, b, c]]\n  link:", "12:11: a pair is a list of two hosts"),
                broken(
                        "link:",
                        "pairs: [[a, a]]\n  link:",
                        "13:10: the link 10GE is not crossed between a host's two sides;"
                                + " add {pairs: [a, a], link: 10GE} to exclude"),
                broken(
                        "network: [host, bridge]",
                        "pairs: [[a, b], [a, a]]\n  network: [host, nat]",
                        "11:19: network nat is between two hosts, and a host's two sides are not;"
                                + " add {pairs: [a, a], network: nat} to exclude"),
                broken(
                        "  network:",
                        "  pairs: [[a, a]]\n  tuning: [none, {gro: off}]\n  network:",
                        "11:18: a host's two sides share its settings, which each side would change and change back;"
                                + " add {pairs: [a, a], tuning: {gro: off}} to exclude"),
                broken(
                        "workload: [{tcp-stream: {block: 128KiB}}, tcp-rr]\n  link: [10GE, unlimited]",
                        "pairs: [[a, a]]\n  workload: [tcp-rr, {udp-rr: {wait: spin}}]",
                        "12:22: with wait spin each side keeps a CPU busy, and a host's two sides share theirs;"
                                + " add {pairs: [a, a], workload: {udp-rr: {wait: spin}}} to exclude"),
                broken(
                        "workload: [{tcp-stream: {block: 128KiB}}, tcp-rr]\n  link: [10GE, unlimited]",
                        "pairs: [[a, a]]\n  workload: [tcp-rr, {udp-rr: {priority: realtime}}]",
                        "12:22: at priority realtime a side has its CPU until it waits, and a host's two sides share theirs;"
                                + " add {pairs: [a, a], workload: {udp-rr: {priority: realtime}}} to exclude"),
                broken("link:", "pairs: [[a, b], [a, b]]\n  link:", "12:19: this pair stands here twice"),
                broken("link:", "pairs: [[a, ../b]]\n  link:", "12:15: '../b' is no name for a host"),
                broken("link:", "pairs: [[a, controller]]\n  link:", "12:15: 'controller' is no name for a host"),
                broken("link:", "side: [middle]\n  link:", "12:10: unknown side 'middle'; known: client, server, both"),
                broken(
                        "link:",
                        "engine: [wget]\n  link:",
                        "12:12: unknown engine 'wget'; known: builtin, iperf3, builtin-iperf3, iperf3-client, iperf3-server,"
                                + " netperf, sockperf, wrk"),
                broken(
                        "bridge]",
                        "bridge, nat]\n  side: [both]",
                        "10:27: network nat cannot have the server side in it, for it hides the runtime"),
                broken("bridge]", "bridge, nat]\n  side: [both]", "add {network: nat, side: both} to exclude"),
                broken(
                        "exclude: [{runtime: gvisor, network: host}]\n",
                        "",
                        "9:27: runtime gvisor cannot take network host"),
                broken(
                        "exclude: [{runtime: gvisor, network: host}]\n",
                        "",
                        "add the line  exclude: [{runtime: gvisor, network: host}]"),
                broken(
                        "[{runtime: gvisor, network: host}]",
                        "[{runtime: runc}]",
                        "add {runtime: gvisor, network: host} to exclude"),
                broken(
                        "network: host}]",
                        "network: host}, {}]",
                        "13:45: an exclusion without factors would leave out everything"),
                broken(
                        "exclude: [{runtime: gvisor",
                        "exclude: [{runtime: gviser",
                        "13:21: unknown runtime 'gviser'; did you mean 'gvisor'?"),
                broken(
                        "exclude: [{runtime: gvisor,",
                        "exclude: [{runtim: gvisor,",
                        "13:12: unknown key 'runtim' in an exclusion; did you mean 'runtime'?"),
                broken(
                        "exclude: [{runtime: gvisor, network: host}]",
                        "exclude: [{engine: builtin}]",
                        "exclude leaves nothing to measure"),
                broken("factors:", "factors: {}\nfactor:", "8:10: factors lacks the key 'runtime'"),
                broken(
                        "repetitions: 10",
                        "repetitions: 1000",
                        "20 cells × 1000 repetitions are too many: at most 10000 trials"),
                Arguments.of("[1, 2]\n", "1:1: the plan must be a mapping, not a list"),
                Arguments.of("just words\n", "1:1: the plan must be a mapping, not 'just words'"));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void saysWhatIsWrongWhereAndWhatToDo(String text, String message) {
        assertThatThrownBy(() -> PlanTexts.read(text))
                .isInstanceOfSatisfying(
                        TareException.class,
                        refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining(message);
    }

    @Test
    void collectsAllErrorsInTheOrderOfTheFile() {
        String text = PlanTexts.DESIGN
                .replace("name: demo", "name: DEMO")
                .replace("repetitions: 10", "repetitions: 0")
                .replace("tcp-rr", "tcp-xx")
                .replace("warmup: 2s", "warm-up: 2s");
        assertThatThrownBy(() -> PlanTexts.read(text))
                .hasMessageMatching("(?s)plan.yaml has 4 errors:\n  plan.yaml:2:7: .*\n  plan.yaml:4:14: .*"
                        + "\n  plan.yaml:6:1: .*\n  plan.yaml:11:45: .*");
    }
}
