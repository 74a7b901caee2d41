package dev.tare.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.common.tls.TlsFiles;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Pair;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/** Plans between hosts of their choice. */
final class PairsTest {

    @Test
    void allIsEachHostWithEachOtherOnce() {
        assertThat(pairs("pairs: all", lab("c", "a", "b")))
                .containsExactly(new Pair("c", "a"), new Pair("c", "b"), new Pair("a", "b"));
    }

    @Test
    void aListIsTakenAsItStands() {
        assertThat(pairs("pairs: [[b, a], [a, b]]", lab("a", "b", "c")))
                .containsExactly(new Pair("b", "a"), new Pair("a", "b"));
    }

    @Test
    void withoutAnyItIsTheOnlyTwoOrClientAndServer() {
        assertThat(pairs("", lab("left", "right"))).containsExactly(new Pair("left", "right"));
        assertThat(pairs("", lab("spare", "server", "client"))).containsExactly(Pair.USUAL);
        assertThatThrownBy(() -> pairs("", lab("a", "b", "c")))
                .isInstanceOf(TareException.class)
                .hasMessageContaining("lab racks has 3 hosts, and plan small does not say between which to measure");
    }

    @Test
    void aHostThatTheLabHasNotIsRefused() {
        assertThatThrownBy(() -> pairs("pairs: [[node1, nod2]]", lab("node1", "node2")))
                .isInstanceOf(TareException.class)
                .hasMessageContaining(
                        "names a host 'nod2', and lab racks has none of that name; did you mean 'node2'?");
    }

    @Test
    void cellsOfSeveralPairsAreTold() {
        List<Cell> cells = cells("pairs: all", lab("a", "b", "c"));
        assertThat(cells)
                .extracting(Cell::id)
                .containsExactly(
                        "native-host-tcp-rr-10gbit-a-b",
                        "native-host-tcp-rr-10gbit-a-c",
                        "native-host-tcp-rr-10gbit-b-c");
        assertThat(cells("pairs: [[a, b]]", lab("a", "b", "c")))
                .extracting(Cell::id)
                .containsExactly("native-host-tcp-rr-10gbit");
    }

    @Test
    void aHostWithItselfCrossesNoLink() {
        List<Cell> cells = cells("pairs: [[a, a], [a, b]]", lab("a", "b"));
        assertThat(cells)
                .extracting(Cell::id)
                .containsExactly("native-host-tcp-rr-none-a-a", "native-host-tcp-rr-10gbit-a-b");
        assertThat(cells).extracting(Cell::linkBitsPerSecond).containsExactly(0L, 10_000_000_000L);
        assertThat(cells).extracting(Cell::overLoopback).containsExactly(true, false);
        assertThat(cells.getFirst().pair().title()).isEqualTo("within a");
    }

    @Test
    void aLabOfOneHostIsEnoughForIt() {
        assertThat(pairs("pairs: [[a, a]]", lab("a"))).containsExactly(new Pair("a", "a"));
        assertThat(PlanTexts.read(PlanTexts.SMALL + "  pairs: [[a, a]]\n").hosts())
                .containsExactly("a");
        assertThatThrownBy(() -> pairs("", lab("a")))
                .isInstanceOf(TareException.class)
                .hasMessageContaining("has 1 hosts, and plan small does not say between which to measure");
    }

    @Test
    void aHostIsInNoOtherTrialWhileItIsBothSides() {
        String pairs = PlanTexts.SMALL + "  pairs: [[a, a], [a, b], [c, d]]\nsideBySide: true\n";
        Plan plan = PlanTexts.read(pairs);
        Plan two = PlanTexts.read(pairs.replace("[a, b], ", ""));
        Lab lab = lab("a", "b", "c", "d");
        assertThat(Schedule.of(plan, lab).estimate(plan))
                .isEqualTo(Schedule.of(two, lab).estimate(two).multipliedBy(2));
    }

    @Test
    void aPairCanBeLeftOut() {
        String text = PlanTexts.SMALL + "  pairs: all\nexclude: [{pairs: [a, b]}]\n";
        Plan plan = PlanTexts.read(text);
        assertThat(plan.notices()).isEmpty();
        assertThat(Schedule.of(plan, lab("a", "b", "c")).cells())
                .extracting(Cell::pair)
                .containsExactly(new Pair("a", "c"), new Pair("b", "c"));
        assertThatThrownBy(() -> Schedule.of(plan, lab("a", "b")))
                .isInstanceOf(TareException.class)
                .hasMessageContaining("leaves nothing to measure");
    }

    @Test
    void disjointPairsTakeTheTimeOfOneWhereTheyMayRunSideBySide() {
        String pairs = PlanTexts.SMALL + "  pairs: [[a, b], [c, d]]\n";
        Lab lab = lab("a", "b", "c", "d");
        Plan one = PlanTexts.read(pairs);
        assertThat(Schedule.of(one, lab).estimate(one)).isEqualTo(Duration.ofSeconds(252));
        Plan beside = PlanTexts.read(pairs + "sideBySide: true\n");
        assertThat(Schedule.of(beside, lab).estimate(beside)).isEqualTo(Duration.ofSeconds(126));
    }

    @Test
    void aLabThatIsMadeForThePlanHasItsHosts() {
        assertThat(PlanTexts.read(PlanTexts.SMALL + "  pairs: [[a, b], [c, a]]\n")
                        .hosts())
                .containsExactly("a", "b", "c");
        assertThat(PlanTexts.read(PlanTexts.SMALL + "  pairs: all\n").hosts()).containsExactly("client", "server");
    }

    @Test
    void tooManyTrialsAreRefusedWhenTheLabIsKnown() {
        String[] names = new String[200];
        for (int i = 0; i < names.length; i++) {
            names[i] = "n" + i;
        }
        Plan plan = PlanTexts.read(PlanTexts.SMALL + "  pairs: all\n");
        assertThatThrownBy(() -> Schedule.of(plan, lab(names)))
                .isInstanceOf(TareException.class)
                .hasMessageContaining("19900 cells × 10 repetitions between the hosts of lab racks");
    }

    private static List<Pair> pairs(String factor, Lab lab) {
        return cells(factor, lab).stream().map(Cell::pair).toList();
    }

    private static List<Cell> cells(String factor, Lab lab) {
        return Schedule.of(PlanTexts.read(PlanTexts.SMALL + "  " + factor + "\n"), lab)
                .cells();
    }

    private static Lab lab(String... names) {
        SequencedMap<String, Lab.Host> hosts = new LinkedHashMap<>();
        for (String name : names) {
            int number = hosts.size() + 1;
            hosts.put(
                    name,
                    new Lab.Host(
                            name + ":7411",
                            "eth1",
                            "10.1.0." + number + "/16",
                            "10.1.1." + number + "/16",
                            null,
                            7412));
        }
        return new Lab(
                "racks",
                false,
                hosts,
                new Lab.Link(10_000_000_000L, 1500),
                new TlsFiles(Path.of("a"), Path.of("b"), Path.of("c")));
    }
}
