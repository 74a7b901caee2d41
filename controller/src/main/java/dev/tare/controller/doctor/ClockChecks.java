package dev.tare.controller.doctor;

import dev.tare.common.units.Durations;
import dev.tare.controller.fleet.Agent;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.fleet.Check;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** How sure an agent's monotonic clock is known from here, and whether its wall clock agrees with this machine's. */
record ClockChecks(InstantSource wall) {

    private static final int EXCHANGES = 50;

    /** Both sides of a trial start within it of each other. */
    private static final Duration WIDEST = Duration.ofMillis(5);

    /** Certificates, logs and the times in archives are by the wall clock; measuring is not. */
    private static final Duration FARTHEST = Duration.ofSeconds(1);

    List<Check> of(Agent agent) {
        return List.of(
                answered(
                        "clock",
                        agent.readClock(EXCHANGES),
                        reading -> bound(Duration.ofNanos(reading.offset().boundNanos()))),
                answered("wall clock", agent.wallAhead(wall), ClockChecks::ahead));
    }

    private static <T> Check answered(String name, CompletableFuture<T> answer, Function<T, Check> check) {
        try {
            return check.apply(answer.join());
        } catch (CompletionException e) {
            if (e.getCause() instanceof AgentException why) {
                return Check.failed(name, why.words(), "", "look at that agent's log");
            }
            throw e;
        }
    }

    static Check bound(Duration bound) {
        String found = "known within ± " + Durations.format(rounded(bound));
        return bound.compareTo(WIDEST) <= 0
                ? Check.passed("clock", found)
                : Check.failed(
                        "clock",
                        found,
                        "both sides of a trial start no closer together than that",
                        "bring the controller nearer, or free the management network of other traffic");
    }

    static Check ahead(Duration ahead) {
        String found = Durations.format(ahead.abs().truncatedTo(java.time.temporal.ChronoUnit.MILLIS))
                + (ahead.isNegative() ? " behind" : " ahead of") + " this machine's";
        return ahead.abs().compareTo(FARTHEST) <= 0
                ? Check.passed("wall clock", found)
                : Check.failed(
                        "wall clock",
                        found,
                        "certificates are good or not by it, and logs cannot be put side by side",
                        "let chrony or another time service set both clocks (Ansible: role time_sync)");
    }

    private static Duration rounded(Duration duration) {
        return Duration.ofNanos(Math.max(1, duration.toNanos() / 1_000) * 1_000);
    }
}
