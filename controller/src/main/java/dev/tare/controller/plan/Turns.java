package dev.tare.controller.plan;

import dev.tare.controller.trial.Trial;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;

/**
 * Which trial may begin. One at a time in the plan's order; or, side by side, also those between hosts that no trial before
 * them waits for. A host is in one trial at a time and takes its trials in the plan's order, and a block begins when the one
 * before it is over, so what is compared stays close together. Used by one thread.
 */
public final class Turns {

    private final boolean sideBySide;
    private final Queue<Turn> waiting;
    private final List<Turn> running = new ArrayList<>();

    /**
     * A trial whose turn it is.
     *
     * @param number its place in the plan's order, from 1
     */
    public record Turn(int number, Trial trial) {}

    /**
     * Of these.
     *
     * @param left in the plan's order
     */
    public Turns(List<Turn> left, boolean sideBySide) {
        this.sideBySide = sideBySide;
        this.waiting = new ArrayDeque<>(left);
    }

    /** The next that may begin now, which from here on is running; empty when none may. */
    public Optional<Turn> next() {
        Optional<Turn> next =
                running.isEmpty() ? Optional.ofNullable(waiting.peek()) : sideBySide ? beside() : Optional.empty();
        next.ifPresent(turn -> {
            waiting.remove(turn);
            running.add(turn);
        });
        return next;
    }

    /** That trial's hosts are free again. */
    public void over(Turn turn) {
        running.remove(turn);
    }

    /** How many are running. */
    public int running() {
        return running.size();
    }

    private Optional<Turn> beside() {
        int block = running.getFirst().trial().block();
        Set<String> taken = new HashSet<>();
        running.forEach(turn -> taken.addAll(hosts(turn)));
        for (Turn turn : waiting) {
            if (turn.trial().block() != block) {
                break;
            }
            if (hosts(turn).stream().noneMatch(taken::contains)) {
                return Optional.of(turn);
            }
            taken.addAll(hosts(turn));
        }
        return Optional.empty();
    }

    private static List<String> hosts(Turn turn) {
        return turn.trial().cell().pair().hosts();
    }

    /** How long all of it takes when each takes so long. Uses the turns up. */
    Duration takes(Function<Turn, Duration> each) {
        record Ending(long atNanos, Turn turn) {}

        PriorityQueue<Ending> endings = new PriorityQueue<>(Comparator.comparingLong(Ending::atNanos));
        long nowNanos = 0;
        while (true) {
            for (Optional<Turn> turn = next(); turn.isPresent(); turn = next()) {
                endings.add(new Ending(nowNanos + each.apply(turn.get()).toNanos(), turn.get()));
            }
            Ending first = endings.poll();
            if (first == null) {
                return Duration.ofNanos(nowNanos);
            }
            nowNanos = first.atNanos();
            over(first.turn());
        }
    }
}
