package dev.tare.controller.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.plan.Turns.Turn;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Chosen;
import dev.tare.controller.trial.Pair;
import dev.tare.controller.trial.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TurnsTest {

    private static final Duration EACH = Duration.ofSeconds(10);

    @Test
    void oneAtATimeUnlessSideBySide() {
        List<Turn> four = turns(1, "ab", "cd", "ef", "ab");
        assertThat(new Turns(four, false).takes(turn -> EACH)).isEqualTo(EACH.multipliedBy(4));
        assertThat(new Turns(four, true).takes(turn -> EACH)).isEqualTo(EACH.multipliedBy(2));
    }

    @Test
    void aHostTakesItsTrialsInTheirOrder() {
        Turns turns = new Turns(turns(1, "ab", "bc", "cd", "ef"), true);
        assertThat(beginning(turns)).containsExactly(1, 4);
    }

    @Test
    void aBlockBeginsWhenTheOneBeforeIsOver() {
        List<Turn> left = turns(1, "ab", "cd");
        left.add(new Turn(3, trial(2, 1, "ef")));
        Turns turns = new Turns(left, true);
        assertThat(beginning(turns)).containsExactly(1, 2);
        turns.over(left.get(0));
        assertThat(beginning(turns)).isEmpty();
        turns.over(left.get(1));
        assertThat(beginning(turns)).containsExactly(3);
    }

    @Test
    void allAreTakenOnceAndNoHostTwiceAtATime() {
        Random random = new Random(7);
        for (int plan = 0; plan < 50; plan++) {
            List<Turn> left = new ArrayList<>();
            for (int number = 1; number <= 40; number++) {
                String client = "" + (char) ('a' + random.nextInt(5));
                String server = "" + (char) ('f' + random.nextInt(5));
                left.add(new Turn(number, trial((number - 1) / 10 + 1, (number - 1) % 10 + 1, client + server)));
            }
            Turns turns = new Turns(left, true);
            List<Turn> running = new ArrayList<>();
            List<Integer> taken = new ArrayList<>();
            while (true) {
                for (Optional<Turn> turn = turns.next(); turn.isPresent(); turn = turns.next()) {
                    Turn next = turn.get();
                    assertThat(running)
                            .noneMatch(other -> other.trial().block()
                                            != next.trial().block()
                                    || next.trial().cell().pair().hosts().stream()
                                            .anyMatch(
                                                    other.trial().cell().pair().hosts()::contains));
                    running.add(next);
                    taken.add(next.number());
                }
                if (running.isEmpty()) {
                    break;
                }
                turns.over(running.remove(random.nextInt(running.size())));
            }
            assertThat(taken).hasSize(40).doesNotHaveDuplicates();
        }
    }

    private static List<Integer> beginning(Turns turns) {
        List<Integer> beginning = new ArrayList<>();
        for (Optional<Turn> turn = turns.next(); turn.isPresent(); turn = turns.next()) {
            beginning.add(turn.get().number());
        }
        return beginning;
    }

    private static List<Turn> turns(int block, String... pairs) {
        List<Turn> turns = new ArrayList<>();
        for (String pair : pairs) {
            turns.add(new Turn(turns.size() + 1, trial(block, turns.size() + 1, pair)));
        }
        return turns;
    }

    /** Between the hosts that its two letters name. */
    private static Trial trial(int block, int order, String pair) {
        Chosen any = Chosen.of("native", Map.of());
        Cell cell = new Cell(
                pair,
                any,
                any,
                new TreeMap<>(),
                any,
                "builtin",
                "client",
                "10GE",
                0,
                new Pair(pair.substring(0, 1), pair.substring(1)));
        return new Trial(block, order, cell);
    }
}
