package dev.tare.controller.archive;

import com.google.protobuf.ByteString;
import dev.tare.common.clock.Exchange;
import dev.tare.common.clock.Offset;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.ClockReading;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Synchrony;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.TrialRecord;
import dev.tare.controller.trial.TrialStatus;
import dev.tare.controller.trial.Verdict;
import dev.tare.proto.agent.v1.ClockExchange;
import dev.tare.proto.agent.v1.ClockRelation;
import dev.tare.proto.agent.v1.CoreTimes;
import dev.tare.proto.agent.v1.DeviceCounters;
import dev.tare.proto.agent.v1.HostSample;
import dev.tare.proto.agent.v1.LeakAudit;
import dev.tare.proto.agent.v1.Outcome;
import dev.tare.proto.agent.v1.PathCounters;
import dev.tare.proto.agent.v1.PathDevice;
import dev.tare.proto.agent.v1.PathProof;
import dev.tare.proto.agent.v1.RunTrialResponse;
import dev.tare.proto.agent.v1.RuntimeAvailability;
import dev.tare.proto.agent.v1.Step;
import dev.tare.proto.agent.v1.TrialDone;
import dev.tare.proto.agent.v1.TrialPrepared;
import dev.tare.proto.probe.v1.EngineEnd;
import dev.tare.proto.probe.v1.EngineOutput;
import dev.tare.proto.probe.v1.Finished;
import dev.tare.proto.probe.v1.Interval;
import dev.tare.proto.probe.v1.OneWay;
import dev.tare.proto.probe.v1.Phase;
import dev.tare.proto.probe.v1.Prepared;
import dev.tare.proto.probe.v1.TcpInfo;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Makes the raw data of one trial as agents would have sent it: an honest run by default, of which a test breaks one thing.
 * The clocks of controller, agents and probes all differ.
 */
public final class SyntheticTrial {

    public static final long INTERVAL = 100_000_000L;
    static final long AGENT_OFFSET = 7_000_000_000L;
    static final long PROBE_OFFSET = -3_000_000_000L;
    private static final int ONE_WAY_DATAGRAMS = 100;

    public final Trial trial;
    public final Random random;
    public double perSecond;
    public double clientBusy = 0.6;
    public double serverBusy = 0.6;
    public double steal = 0;
    public double foreign = 0;
    public double agentShare = 0.01;
    public double firstQuarter = 1;
    public double pathFactor = 1;
    public int dropInterval = -1;
    public long skewNanos = 0;
    public long clockBound = 20_000;
    public String congestion = "cubic";
    public String clientCongestion = "cubic";
    public List<String> leaks = List.of();
    public boolean audited = true;
    public String stderr = "";
    public int droppedSamples = 0;
    public boolean serverDone = true;
    public boolean noHistogram = false;
    public boolean emulated = false;
    public TrialStatus status = TrialStatus.COMPLETED;
    public @Nullable String failure = null;
    public @Nullable String remedy = null;
    public long duration = 2_000_000_000L;
    public long warmup = 500_000_000L;
    /** 0 is of a probe that reads its agent's clock. */
    public long probeBoundNanos = 15_000;
    /** By which a probe's clock is ahead of where it was before the trial. */
    public long probeStepNanos;

    public @Nullable Synchrony synchrony = null;

    /** As read back from both sockets. */
    public int mssBytes = 1448;

    /** As the probe reads it back. */
    public String scheduling = "SCHED_OTHER";

    /** Bytes per second that the server reads besides, as the load of requests. */
    public double loadPerSecond = 0;

    /** Least one-way delays; zero for a workload without. Each next datagram of an interval takes a microsecond longer. */
    public long toServerNanos = 0;

    /** How much one datagram's transit is told too short, and another's too long. */
    public long wildNanos = 0;

    public long toClientNanos = 0;

    /** By how much the client's probe's clock, which its agent follows, jumps in the middle of the window; zero where it is not followed. */
    public long probeJumpNanos = 0;

    /** By how much the client's wall clock was set. */
    public long wallStepNanos = 0;

    /** Of each exchange of clocks, half of it each way; zero where clocks were not followed. */
    public long clockRoundTripNanos = 0;

    /** The same of the exchanges between the two agents. */
    public long directRoundTripNanos = 0;

    /** What the server's agent's clock is ahead by when the client's asks for it. */
    public long directLieNanos = 0;

    /** Of the client's, from the window's beginning to its end; empty without a foreign engine. */
    public String program = "";

    /** The controller's clock began in September 2026. */
    private static final long WALL_NANOS = 1_790_000_000_000_000_000L;

    public SyntheticTrial(Trial trial, double perSecond, long seed) {
        this.trial = trial;
        this.perSecond = perSecond;
        this.random = new Random(seed);
    }

    private Cell cell() {
        return trial.cell();
    }

    private boolean stream() {
        return cell().workload().name().equals("tcp-stream");
    }

    private long startAt() {
        return 40_000_000_000L + trial.block() * 10_000_000_000L;
    }

    public TrialRecord toRecord() {
        long start = startAt() - 400_000_000L;
        Map<Side, ClockReading> before = new EnumMap<>(Side.class);
        Map<Side, ClockReading> after = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            long wall = WALL_NANOS + start;
            long wallAfter = wall + 4_000_000_000L + (side == Side.CLIENT ? wallStepNanos : 0);
            before.put(side, new ClockReading(start, new Offset(offset(side), clockBound, 20), wall));
            after.put(
                    side,
                    new ClockReading(
                            start + 4_000_000_000L, new Offset(offset(side) + 300, clockBound, 20), wallAfter));
        }
        return new TrialRecord(
                TrialRecord.SCHEMA_VERSION,
                "t-" + trial.folder(),
                trial,
                status,
                new Verdict(Verdict.Level.VALID, List.of(), List.of()),
                "2026-11-23T08:%02d:%02dZ".formatted(trial.block(), trial.order()),
                failure,
                remedy,
                new TrialRecord.Timing(
                        start,
                        startAt() - 5_000_000L,
                        startAt(),
                        warmup,
                        duration,
                        INTERVAL,
                        startAt() + warmup + duration + 130_000_000L),
                before,
                after,
                synchrony);
    }

    private static long offset(Side side) {
        return side == Side.CLIENT ? AGENT_OFFSET : 2 * AGENT_OFFSET;
    }

    /** The messages of one side. */
    public List<RunTrialResponse> messages(Side side) {
        Random noise = new Random(random.nextLong() + (side == Side.CLIENT ? 1 : 3));
        List<RunTrialResponse> messages = new ArrayList<>();
        int warm = (int) (warmup / INTERVAL);
        int all = warm + (int) (duration / INTERVAL);
        double total = perSecond * (warmup + duration) / 1e9;
        messages.add(RunTrialResponse.newBuilder().setPrepared(prepared(side)).build());
        for (int i = 0; i < all; i++) {
            if (i == dropInterval) {
                continue;
            }
            messages.add(RunTrialResponse.newBuilder()
                    .setInterval(interval(side, i, warm, all, noise))
                    .build());
            messages.add(
                    RunTrialResponse.newBuilder().setHostSample(sample(side, i)).build());
        }
        if (side == Side.CLIENT && !program.isEmpty()) {
            messages.add(RunTrialResponse.newBuilder()
                    .setEngineOutput(EngineOutput.newBuilder().setEnd(engineEnd()))
                    .build());
        }
        if (side == Side.CLIENT || serverDone) {
            messages.add(
                    RunTrialResponse.newBuilder().setDone(done(side, total)).build());
        }
        return messages;
    }

    private EngineEnd.Builder engineEnd() {
        return EngineEnd.newBuilder()
                .addArguments(program)
                .setPhase(Phase.PHASE_MEASURE)
                .setStartNanos(probeTime(Side.CLIENT, startAt() + warmup))
                .setEndNanos(probeTime(Side.CLIENT, startAt() + warmup + duration));
    }

    private TrialPrepared prepared(Side side) {
        return TrialPrepared.newBuilder()
                .addSteps(Step.newBuilder().setName("launch").setStartNanos(1).setEndNanos(90_000_001))
                .addSteps(Step.newBuilder().setName("created").setStartNanos(2).setEndNanos(60_000_002))
                .addSteps(Step.newBuilder()
                        .setName("hello")
                        .setStartNanos(90_000_002)
                        .setEndNanos(250_000_002))
                .addSteps(at("clock-before", side, startAt() - 100_000_000L))
                .setPath(PathProof.newBuilder()
                        .addDevices(PathDevice.newBuilder().setName("eth1").setKind("veth")))
                .setRuntime(RuntimeAvailability.newBuilder()
                        .setName(cell().runtime().name())
                        .setUsable(true)
                        .setEmulated(emulated && side == Side.CLIENT)
                        .setVersion("1.2.3"))
                .setBundleDigest("sha256:" + "ab".repeat(32))
                .setProbeClock(relation(probeBoundNanos))
                .setProbe(Prepared.newBuilder()
                        .setCongestionControl(side == Side.CLIENT ? clientCongestion : congestion)
                        .setMssBytes(mssBytes)
                        .setScheduling(scheduling)
                        .addAllowedCpus(side == Side.CLIENT ? 0 : 1))
                .setCounters(PathCounters.newBuilder()
                        .addDevices(DeviceCounters.newBuilder()
                                .setName("eth1")
                                .setRxBytes(500)
                                .setTxBytes(700)))
                .build();
    }

    private static Step at(String name, Side side, long controllerNanos) {
        return Step.newBuilder()
                .setName(name)
                .setStartNanos(controllerNanos + offset(side) - 1_000_000)
                .setEndNanos(controllerNanos + offset(side))
                .build();
    }

    private static ClockRelation relation(long boundNanos) {
        return ClockRelation.newBuilder()
                .setOffsetNanos(PROBE_OFFSET)
                .setBoundNanos(boundNanos)
                .setExchanges(12)
                .build();
    }

    private long probeTime(Side side, long controllerNanos) {
        return controllerNanos + offset(side) + PROBE_OFFSET + (side == Side.SERVER ? skewNanos : 0);
    }

    private Interval interval(Side side, int i, int warm, int all, Random noise) {
        boolean early = i >= warm && i < warm + (all - warm) / 4;
        double rate = perSecond * (early ? firstQuarter : 1) * (1 + 0.004 * noise.nextGaussian()) * (i == 0 ? 0.6 : 1);
        long work = Math.round(rate * INTERVAL / 1e9);
        Interval.Builder it = Interval.newBuilder()
                .setIndex(i)
                .setPhase(i < warm ? Phase.PHASE_WARMUP : Phase.PHASE_MEASURE)
                .setStartNanos(probeTime(side, startAt() + i * INTERVAL))
                .setEndNanos(probeTime(side, startAt() + (i + 1) * INTERVAL));
        if (stream()) {
            if (side == Side.SERVER) {
                it.setReceivedBytes(work);
            } else {
                it.setSentBytes(work)
                        .setTcp(TcpInfo.newBuilder().setRetransmittedSegments(0).setRttMicros(650));
            }
        } else if (side == Side.CLIENT) {
            it.setTransactions(work).setTcp(TcpInfo.newBuilder().setRttMicros(60));
            if (!noHistogram) {
                it.setLatencyHistogram(histogram(work, noise));
            }
            if (toServerNanos > 0) {
                it.setOneWay(oneWay());
            }
        } else if (loadPerSecond > 0) {
            it.setReceivedBytes(Math.round(loadPerSecond * INTERVAL / 1e9));
        }
        return it.build();
    }

    private OneWay oneWay() {
        long ahead = probeTime(Side.SERVER, 0) - probeTime(Side.CLIENT, 0);
        OneWay.Builder it = OneWay.newBuilder()
                .setToServerBaseNanos(toServerNanos + ahead)
                .setToClientBaseNanos(toClientNanos - ahead);
        for (int i = 0; i < ONE_WAY_DATAGRAMS; i++) {
            it.addToServerAboveNanos(i * 1000L).addToClientAboveNanos(i * 1000L);
        }
        if (wildNanos > 0) {
            it.setToServerBaseNanos(toServerNanos + ahead - wildNanos)
                    .clearToServerAboveNanos()
                    .addToServerAboveNanos(0)
                    .addToServerAboveNanos(wildNanos)
                    .addToServerAboveNanos(wildNanos)
                    .addToServerAboveNanos(wildNanos + (wildNanos - 1));
        }
        return it.build();
    }

    /** With the controller. */
    Map<Side, List<Exchange>> exchanges() {
        Map<Side, List<Exchange>> all = new EnumMap<>(Side.class);
        for (Side side : clockRoundTripNanos > 0 ? Side.values() : new Side[0]) {
            all.put(side, exchanges(0, offset(side), clockRoundTripNanos));
        }
        return all;
    }

    /** Of the client's agent with the server's. */
    List<Exchange> directExchanges() {
        return exchanges(offset(Side.CLIENT), offset(Side.SERVER) + directLieNanos, directRoundTripNanos);
    }

    /** Twenty a second, from before the trial until after it. */
    private List<Exchange> exchanges(long asker, long answerer, long roundTripNanos) {
        List<Exchange> exchanges = new ArrayList<>();
        for (long at = startAt() - 500_000_000L; at < startAt() + warmup + duration + 500_000_000L; at += 50_000_000L) {
            long there = at + roundTripNanos / 2 + answerer;
            exchanges.add(new Exchange(at + asker, there, there + 1000, at + asker + roundTripNanos + 1000));
        }
        return exchanges;
    }

    private ByteString histogram(long count, Random noise) {
        Histogram histogram = new Histogram(3);
        double typical = 1e9 / perSecond;
        for (int i = 0; i < Math.min(count, 200); i++) {
            histogram.recordValue(Math.max(
                    1,
                    Math.round(typical * Math.exp(0.12 * noise.nextGaussian() + (noise.nextInt(300) == 0 ? 2 : 0)))));
        }
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return ByteString.copyFrom(buffer.array(), 0, length);
    }

    private HostSample sample(Side side, int i) {
        double busy = side == Side.CLIENT ? clientBusy : serverBusy;
        long start = startAt() + i * INTERVAL + offset(side);
        long busyNanos = Math.round(busy * INTERVAL);
        long stolen = Math.round(steal * INTERVAL);
        long agent = Math.round(agentShare * INTERVAL);
        return HostSample.newBuilder()
                .setStartNanos(start)
                .setEndNanos(start + INTERVAL)
                .addCores(core(side == Side.CLIENT ? 0 : 1, busyNanos, stolen))
                .addCores(core(side == Side.CLIENT ? 1 : 0, INTERVAL / 3, 0))
                .setRuntimeUserNanos(busyNanos / 10)
                .setRuntimeSystemNanos(Math.max(0, Math.round(busyNanos * (0.9 - foreign)) - agent))
                .setAgentCpuNanos(agent)
                .setContextSwitches(40)
                .build();
    }

    private static CoreTimes core(int cpu, long busy, long stolen) {
        return CoreTimes.newBuilder()
                .setCpu(cpu)
                .setUserNanos(busy / 5)
                .setSystemNanos(busy - busy / 5)
                .setStealNanos(stolen)
                .setIdleNanos(Math.max(0, INTERVAL - busy - stolen))
                .build();
    }

    /** Twenty a second, of the client's agent with its probe. */
    private List<ClockExchange> probeExchanges(Side side) {
        List<ClockExchange> exchanges = new ArrayList<>();
        long middle = startAt() + warmup + duration / 2;
        for (long at = startAt() - 100_000_000L; at < startAt() + warmup + duration; at += 50_000_000L) {
            if (side == Side.CLIENT && probeJumpNanos != 0) {
                long asked = at + offset(side);
                long heard = asked + 10_000 + PROBE_OFFSET + (at < middle ? 0 : probeJumpNanos);
                exchanges.add(ClockExchange.newBuilder()
                        .setAskedNanos(asked)
                        .setReceivedNanos(heard)
                        .setSentNanos(heard)
                        .setAnsweredNanos(asked + 20_000)
                        .build());
            }
        }
        return exchanges;
    }

    private TrialDone done(Side side, double total) {
        boolean sends = side == Side.CLIENT;
        long payload = Math.round(total);
        long packets = stream() ? Math.max(1, payload / 65_000) : payload;
        long there = Math.round((payload + 66 * packets) * pathFactor);
        long back = stream() ? 66 * packets / 2 : there;
        return TrialDone.newBuilder()
                .setOutcome(Outcome.OUTCOME_COMPLETED)
                .addSteps(Step.newBuilder().setName("teardown").setStartNanos(5).setEndNanos(40_000_005))
                .addSteps(at("clock-after", side, startAt() + warmup + duration + 50_000_000L))
                .setAudit(LeakAudit.newBuilder().setPerformed(audited).addAllLeftBehind(leaks))
                .setStderrTail(stderr)
                .setProbeClock(relation(probeBoundNanos).toBuilder().setOffsetNanos(PROBE_OFFSET + probeStepNanos))
                .setFinished(Finished.newBuilder()
                        .setTotalSentBytes(sends || !stream() ? payload : 0)
                        .setTotalReceivedBytes(sends && stream() ? 0 : payload)
                        .setBegunNanos(probeTime(side, startAt() + 3_000)))
                .setCounters(PathCounters.newBuilder()
                        .addDevices(DeviceCounters.newBuilder()
                                .setName("eth1")
                                .setTxBytes(700 + (sends ? there : back))
                                .setRxBytes(500 + (sends ? back : there))))
                .setDroppedHostSamples(droppedSamples)
                .addAllProbeExchanges(probeExchanges(side))
                .build();
    }
}
