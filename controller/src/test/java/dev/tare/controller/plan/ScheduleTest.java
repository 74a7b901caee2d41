package dev.tare.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.common.tls.TlsFiles;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.lab.LabSpecs;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Trial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScheduleTest {

    private static final Lab TEN_GIGABIT = new Lab(
            "pair",
            false,
            LabSpecs.hosts(host(1), host(2)),
            new Lab.Link(10_000_000_000L, 1500),
            new TlsFiles(Path.of("a"), Path.of("b"), Path.of("c")));

    private static Lab.Host host(int number) {
        return new Lab.Host(
                "10.0.0." + number + ":7411",
                "eth1",
                "10.1.0." + number + "/24",
                "10.1.0.10" + number + "/24",
                null,
                1);
    }

    @Test
    void givesTheSameOrderForTheSameSeedForEver() {
        List<String> firstBlock = Schedule.of(PlanTexts.read(PlanTexts.DESIGN)).trials().stream()
                .filter(trial -> trial.block() == 1)
                .map(Trial::folder)
                .toList();
        assertThat(firstBlock)
                .containsExactly(
                        "001-001-gvisor-systrap-bridge-tcp-stream-10ge",
                        "001-002-native-host-tcp-rr-unlimited",
                        "001-003-runc-host-tcp-stream-10ge",
                        "001-004-runc-host-tcp-rr-unlimited",
                        "001-005-gvisor-systrap-bridge-tcp-stream-unlimited",
                        "001-006-gvisor-systrap-bridge-tcp-rr-10ge",
                        "001-007-native-bridge-tcp-stream-10ge",
                        "001-008-native-bridge-tcp-rr-10ge",
                        "001-009-gvisor-systrap-bridge-tcp-rr-unlimited",
                        "001-010-native-bridge-tcp-rr-unlimited",
                        "001-011-runc-host-tcp-rr-10ge",
                        "001-012-native-host-tcp-stream-unlimited",
                        "001-013-runc-bridge-tcp-rr-10ge",
                        "001-014-runc-host-tcp-stream-unlimited",
                        "001-015-runc-bridge-tcp-stream-10ge",
                        "001-016-native-host-tcp-rr-10ge",
                        "001-017-native-bridge-tcp-stream-unlimited",
                        "001-018-native-host-tcp-stream-10ge",
                        "001-019-runc-bridge-tcp-rr-unlimited",
                        "001-020-runc-bridge-tcp-stream-unlimited");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"runtime;false", "workload.block;true", "[runtime, workload.block];true"})
    void keepsCellsTogetherThatDifferInNothingElse(String adjacent, boolean twoBlocks) {
        String text = PlanTexts.DESIGN.replace("factors:", "adjacent: " + adjacent + "\nfactors:");
        Plan plan = PlanTexts.read(twoBlocks ? text.replace("tcp-rr]", "tcp-rr, {tcp-stream: {block: 1MiB}}]") : text);
        List<Trial> trials = Schedule.of(plan).trials();
        int together = 0;
        for (int i = 1; i < trials.size(); i++) {
            Cell cell = trials.get(i).cell();
            Cell before = trials.get(i - 1).cell();
            Object group = plan.adjacent().group(cell);
            boolean same = group.equals(plan.adjacent().group(before));
            together += same ? 1 : 0;
            int block = trials.get(i).block();
            boolean first = trials.stream()
                    .filter(trial -> trial.block() == block)
                    .filter(trial -> plan.adjacent().group(trial.cell()).equals(group))
                    .findFirst()
                    .orElseThrow()
                    .equals(trials.get(i));
            assertThat(same || first || trials.get(i - 1).block() != block)
                    .as("%s after %s", cell.id(), before.id())
                    .isTrue();
        }
        assertThat(together).isGreaterThan(trials.size() / 4);
    }

    @Test
    void putsEveryCellIntoEveryBlockOnce() {
        Schedule schedule = Schedule.of(PlanTexts.read(PlanTexts.DESIGN));
        assertThat(schedule.cells()).hasSize(20).doesNotHaveDuplicates();
        assertThat(schedule.trials()).hasSize(200);
        Map<Integer, List<Trial>> blocks = schedule.trials().stream().collect(Collectors.groupingBy(Trial::block));
        assertThat(blocks).hasSize(10);
        assertThat(blocks.values())
                .allSatisfy(block -> assertThat(block)
                        .extracting(Trial::cell)
                        .containsExactlyInAnyOrderElementsOf(schedule.cells()));
        assertThat(blocks.values().stream().map(ScheduleTest::cells)).doesNotHaveDuplicates();
    }

    @Test
    void anotherSeedGivesAnotherOrder() {
        Plan plan = PlanTexts.read(PlanTexts.DESIGN);
        Plan other = PlanTexts.read(PlanTexts.DESIGN, OptionalLong.of(43));
        assertThat(Schedule.of(other).trials()).isNotEqualTo(Schedule.of(plan).trials());
        assertThat(Schedule.of(other).cells()).isEqualTo(Schedule.of(plan).cells());
    }

    @Test
    void namesCellsByWhatTells() {
        String text = PlanTexts.SMALL
                .replace("[native]", "[native, {gvisor: {platform: ptrace}}, gvisor]")
                .replace("[host]", "[bridge]")
                .replace(
                        "[tcp-rr]",
                        "[tcp-rr, {tcp-stream: {block: 1MiB, direction: download}},"
                                + " {tcp-stream: {block: 2MiB, direction: download}}]");
        assertThat(Schedule.of(PlanTexts.read(text)).cells())
                .extracting(Cell::id)
                .contains(
                        "native-bridge-tcp-rr-10gbit",
                        "gvisor-ptrace-bridge-tcp-rr-10gbit",
                        "gvisor-systrap-bridge-tcp-rr-10gbit",
                        "native-bridge-tcp-stream-block1mib-download-10gbit",
                        "gvisor-systrap-bridge-tcp-stream-block1mib-down")
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z0-9-]{1,53}"));
    }

    @Test
    void takesTheLabsLinkWhereThePlanNamesNone() {
        Cell cell = Schedule.of(PlanTexts.read(PlanTexts.SMALL), TEN_GIGABIT)
                .cells()
                .getFirst();
        assertThat(cell.link()).isEqualTo("10Gbit");
        assertThat(cell.linkBitsPerSecond()).isEqualTo(10_000_000_000L);
    }

    @Test
    void acceptsTheLabsOwnLinkByName() {
        Plan plan = PlanTexts.read(PlanTexts.SMALL + "  link: [10GE]\n");
        assertThat(Schedule.of(plan, TEN_GIGABIT).cells())
                .extracting(Cell::link)
                .containsExactly("10GE");
    }

    @Test
    void countsCellsOfAnotherLinkThanTheLabHasAndTheyTakeNoTime() {
        Plan plan = PlanTexts.read(PlanTexts.SMALL + "  link: [10GE, unlimited, 1Gbit]\n");
        Plan own = PlanTexts.read(PlanTexts.SMALL + "  link: [10GE]\n");
        Schedule schedule = Schedule.of(plan, TEN_GIGABIT);
        assertThat(schedule.cells())
                .hasSize(3 * Schedule.of(own, TEN_GIGABIT).cells().size());
        assertThat(schedule.cellsElsewhere())
                .isEqualTo(2L * Schedule.of(own, TEN_GIGABIT).cells().size());
        assertThat(schedule.estimate(plan))
                .isEqualTo(Schedule.of(own, TEN_GIGABIT).estimate(own));
        assertThat(Schedule.of(plan).cellsElsewhere()).isZero();
    }

    @Test
    void refusesNothingButOtherLinksThanTheLabHas() {
        Plan plan = PlanTexts.read(PlanTexts.SMALL + "  link: [1Gbit, unlimited]\n");
        assertThatThrownBy(() -> Schedule.of(plan, TEN_GIGABIT))
                .isInstanceOf(TareException.class)
                .hasMessageContaining("asks for the link 1Gbit or unlimited")
                .hasMessageContaining("10Gbit");
    }

    @Test
    void estimatesTheTimeOfAllTrials() {
        Plan plan = PlanTexts.read(PlanTexts.SMALL);
        assertThat(Schedule.of(plan).estimate(plan)).isEqualTo(Duration.ofSeconds(126));
    }

    private static List<Cell> cells(List<Trial> trials) {
        return trials.stream().map(Trial::cell).toList();
    }
}
