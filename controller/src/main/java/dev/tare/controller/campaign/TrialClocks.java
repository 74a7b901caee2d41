package dev.tare.controller.campaign;

import dev.tare.common.clock.ClockFit;
import dev.tare.common.clock.ClockTolerance;
import dev.tare.common.clock.Exchange;
import dev.tare.common.clock.udp.ClockAsker;
import dev.tare.common.clock.udp.HostClocks;
import dev.tare.controller.clock.ControllerClock;
import dev.tare.controller.fleet.Agent;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.fleet.AgentPort;
import dev.tare.controller.trial.ClockExchanges;
import dev.tare.controller.trial.ClockReading;
import dev.tare.controller.trial.Side;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the agents' clocks through a trial over UDP: many questions before, few during, many after. An agent that cannot
 * be asked in this way is not followed; its clock is then known by the readings over gRPC alone. One agent follows the other
 * in the same way.
 */
final class TrialClocks {

    private static final Logger LOG = LoggerFactory.getLogger(TrialClocks.class);

    private static final int MANY = 40;
    private static final Duration SPACING = Duration.ofNanos(250_000);
    private static final Duration BURST_LIMIT = Duration.ofMillis(500);
    /** The agents' first questions take 10 ms; where UDP does not pass between them, each trial waits so long for nothing. */
    private static final Duration DIRECT_LIMIT = Duration.ofMillis(100);

    /** Over gRPC, where the agent has just answered. */
    private static final Duration OPENING = Duration.ofSeconds(5);
    /**
     * Each costs a packet each way and wakes two threads, tenths of a millisecond of CPU time: asked every 470 ms, by three, clocks cost a trial of transactions
     * half a percent. No part of a second, as what else comes again in a trial is (samples of hosts, intervals): in step with that, it would always meet the
     * same of it.
     */
    private static final Duration DURING = Duration.ofMillis(730);

    private static final DirectClock.Habits HABITS = new DirectClock.Habits(MANY, SPACING, DURING);

    private final Map<Side, Agent> agents;
    private final HostClocks clocks;
    private final Duration limit;
    private final Map<Side, AgentPort> ports = new EnumMap<>(Side.class);
    private final Map<Side, List<Exchange>> exchanges = new ConcurrentHashMap<>();
    private final Map<Side, Long> heardNanos = new ConcurrentHashMap<>();
    private final DirectClock direct = new DirectClock();
    private final CompletableFuture<Map<Side, ClockReading>> before = new CompletableFuture<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private Map<Side, ClockReading> after = Map.of();
    private final Thread thread =
            Thread.ofPlatform().name("tare-clocks").daemon().unstarted(this::run);

    private TrialClocks(Map<Side, Agent> agents, ControllerClock clock, Duration limit) {
        this.agents = agents;
        this.clocks = HostClocks.of(clock::nanos);
        this.limit = limit;
    }

    /** {@code limit}: that the trial takes at most. */
    static TrialClocks follow(Map<Side, Agent> agents, ControllerClock clock, Duration limit) {
        TrialClocks followed = new TrialClocks(agents, clock, limit);
        agents.forEach((side, agent) -> {
            try {
                followed.ports.put(side, agent.answerClock(OPENING));
            } catch (AgentException e) {
                LOG.info("the {}'s clock is not followed over UDP: {}", side.word(), e.words());
            }
        });
        followed.thread.start();
        return followed;
    }

    /** What is known before the trial: better readings take the place of those given. */
    Map<Side, ClockReading> improve(Map<Side, ClockReading> readings) {
        return better(readings, before.join());
    }

    /** What is known after it; to be called after {@link #end}. */
    Map<Side, ClockReading> after() {
        return after;
    }

    /** What is known now, by all that was heard so far; sides that were not heard are not in it. */
    Map<Side, ClockReading> now(long controllerNanos) {
        Map<Side, ClockReading> readings = new EnumMap<>(Side.class);
        exchanges.forEach(
                (side, heard) -> reading(copy(heard), controllerNanos).ifPresent(it -> readings.put(side, it)));
        return readings;
    }

    /** When that side's agent answered last, on the controller's clock; empty where it never did. */
    OptionalLong heardNanos(Side side) {
        Long nanos = heardNanos.get(side);
        return nanos == null ? OptionalLong.empty() : OptionalLong.of(nanos);
    }

    /** Asks a last time and gives all that was heard. */
    ClockExchanges end() throws InterruptedException {
        over.countDown();
        thread.join();
        ports.values().forEach(AgentPort::close);
        return new ClockExchanges(exchanges, direct.end());
    }

    /** Of each side the reading with the smaller bound. */
    static Map<Side, ClockReading> better(Map<Side, ClockReading> readings, Map<Side, ClockReading> others) {
        Map<Side, ClockReading> best = new EnumMap<>(Side.class);
        best.putAll(readings);
        others.forEach((side, reading) -> best.merge(side, reading, ClockReading::better));
        return best;
    }

    private void run() {
        Map<Side, ClockAsker> askers = new EnumMap<>(Side.class);
        try {
            ports.forEach((side, port) -> open(side, port, askers));
            direct.begin(agents, OPENING, HABITS, limit);
            askers.forEach((side, asker) -> ask(side, asker, MANY));
            direct.awaitFirst(DIRECT_LIMIT);
            before.complete(readings(MANY));
            while (!over.await(DURING.toNanos(), TimeUnit.NANOSECONDS)) {
                askers.forEach((side, asker) -> ask(side, asker, 1));
            }
            askers.forEach((side, asker) -> ask(side, asker, MANY));
            after = readings(MANY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            before.complete(Map.of());
            askers.values().forEach(ClockAsker::close);
        }
    }

    private void open(Side side, AgentPort port, Map<Side, ClockAsker> askers) {
        try {
            askers.put(side, ClockAsker.open(any(port.address().getAddress()), port.address(), port.token(), clocks));
            exchanges.put(side, new ArrayList<>());
        } catch (IOException e) {
            LOG.warn("the {}'s clock is not followed over UDP", side.word(), e);
        }
    }

    private void ask(Side side, ClockAsker asker, int questions) {
        try {
            List<Exchange> heard = exchanges.get(side);
            if (heard != null) {
                List<Exchange> more = asker.ask(questions, SPACING, BURST_LIMIT).exchanges();
                synchronized (heard) {
                    heard.addAll(more);
                }
                asker.heardNanos().ifPresent(nanos -> heardNanos.put(side, nanos));
            }
        } catch (IOException e) {
            LOG.warn("asking for the {}'s clock", side.word(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** By so many of the last exchanges, at the last of them. */
    private Map<Side, ClockReading> readings(int last) {
        Map<Side, ClockReading> readings = new EnumMap<>(Side.class);
        exchanges.forEach((side, all) -> {
            List<Exchange> heard = copy(all);
            if (!heard.isEmpty()) {
                List<Exchange> recent = heard.subList(Math.max(0, heard.size() - last), heard.size());
                reading(recent, recent.getLast().t4()).ifPresent(it -> readings.put(side, it));
            }
        });
        return readings;
    }

    private static Optional<ClockReading> reading(List<Exchange> heard, long controllerNanos) {
        return ClockFit.of(heard, ClockTolerance.COMPUTERS)
                .map(fit -> fit.at(controllerNanos))
                .map(estimate -> new ClockReading(estimate.atNanos(), estimate.offset()));
    }

    private static List<Exchange> copy(List<Exchange> heard) {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    /** The wildcard address of the same family. */
    private static InetAddress any(InetAddress peer) throws UnknownHostException {
        return InetAddress.getByAddress(new byte[peer.getAddress().length]);
    }
}
