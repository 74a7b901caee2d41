package dev.tare.controller.fleet;

import com.google.protobuf.ByteString;
import dev.tare.common.clock.udp.ClockAsker;
import dev.tare.common.linux.GivingWay;
import dev.tare.controller.clock.ControllerClock;
import dev.tare.controller.trial.Chosen;
import dev.tare.controller.trial.ClockReading;
import dev.tare.proto.agent.v1.AgentServiceGrpc;
import dev.tare.proto.agent.v1.AnswerClockRequest;
import dev.tare.proto.agent.v1.AnswerClockResponse;
import dev.tare.proto.agent.v1.AnswerPathRequest;
import dev.tare.proto.agent.v1.AnswerPathResponse;
import dev.tare.proto.agent.v1.AskClockRequest;
import dev.tare.proto.agent.v1.AskPathRequest;
import dev.tare.proto.agent.v1.AskPathResponse;
import dev.tare.proto.agent.v1.DescribeRequest;
import dev.tare.proto.agent.v1.FollowClockRequest;
import dev.tare.proto.agent.v1.HoldRequest;
import dev.tare.proto.agent.v1.HoldResponse;
import dev.tare.proto.agent.v1.SweepRequest;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** One agent. Its connection is opened when first needed and kept over trials, until {@link #redial}. */
public final class Agent implements AutoCloseable {

    /** Platforms are tried in it, each with a deadline of its own. */
    private static final Duration DESCRIBE_LIMIT = Duration.ofMinutes(2);

    /** Twenty datagrams and, where they may not be long, some dozen sizes, each of which is waited for. */
    private static final Duration PATH_LIMIT = Duration.ofSeconds(20);

    private static final Duration SWEEP_LIMIT = Duration.ofSeconds(20);

    /** Milliseconds on a machine that is not busy; a busy one must not look like one that is gone. */
    private static final Duration CLOCK_LIMIT = Duration.ofSeconds(15);

    /** As the wire has it. */
    private static final Duration LONGEST_FOLLOWED = Duration.ofDays(1);

    private final String name;
    private final String address;
    private final Dialer dialer;
    private final ControllerClock clock;
    private final Failures failures;
    private ManagedChannel channel;

    Agent(String name, String address, Dialer dialer, ControllerClock clock) {
        this.name = name;
        this.address = address;
        this.dialer = dialer;
        this.clock = clock;
        this.failures = new Failures(name, address);
        this.channel = dialer.dial(address);
    }

    /** Of its host in the lab. */
    public String name() {
        return name;
    }

    public String address() {
        return address;
    }

    /** What the agent says of its host, its runtimes and networks. */
    public AgentDescription describe() throws AgentException {
        return describe(DESCRIBE_LIMIT, Set.of(), _ -> () -> {});
    }

    /**
     * The same, within a time. Meanwhile this process gives way to nobody: to try runtimes takes all CPUs of a lab on one
     * machine, and an agent whose pings it answers too late takes it for dead.
     *
     * @param runtimes those to try; empty for every choice of each that it knows
     * @param watched is handed what ends the question, as {@link AgentException.Problem#UNREACHABLE}
     */
    public AgentDescription describe(Duration limit, Set<Chosen> runtimes, Function<Runnable, Watch> watched)
            throws AgentException {
        DescribeRequest question = DescribeRequest.newBuilder()
                .addAllWanted(runtimes.stream().map(Descriptions::wanted).toList())
                .build();
        try (GivingWay.Urgency _ = GivingWay.ofProcess().urgently()) {
            return Descriptions.of(Watch.ask(watched, () -> stub(limit).describe(question)));
        } catch (StatusRuntimeException e) {
            throw failures.of(e);
        } catch (IOException e) {
            throw new UncheckedIOException("this process's own niceness", e);
        }
    }

    /** The same of what it knows already, at once: runtimes that nobody has tried are missing, and so are networks. */
    public AgentDescription describeKnown(Duration limit) throws AgentException {
        try {
            return Descriptions.of(stub(limit)
                    .describe(DescribeRequest.newBuilder().setKnownOnly(true).build()));
        } catch (StatusRuntimeException e) {
            throw failures.of(e);
        }
    }

    /**
     * Keeps the agent for that holder's trials, within a time.
     *
     * @throws AgentException {@link AgentException.Problem#BUSY} while somebody else has it
     */
    public Held hold(String holder, Duration limit) throws AgentException {
        OpenCall<HoldRequest, HoldResponse> call = new OpenCall<>();
        AgentServiceGrpc.newStub(channel())
                .hold(HoldRequest.newBuilder().setHolder(holder).build(), call);
        var _ = call.await(limit, "did not answer", failures);
        return new Held(call);
    }

    /** The failure that a trial of that holder would meet now; empty when the agent is free, or his. */
    public Optional<AgentException> heldBySomebodyElse(AgentDescription description, String holder) {
        return Optional.ofNullable(description.heldBy())
                .filter(other -> !other.equals(holder))
                .map(failures::heldBy);
    }

    /** Reaps what earlier trials left. */
    public Sweep sweep() throws AgentException {
        try {
            var response = stub(SWEEP_LIMIT).sweep(SweepRequest.getDefaultInstance());
            return new Sweep(response.getReapedList(), response.getFailedList());
        } catch (StatusRuntimeException e) {
            throw failures.of(e);
        }
    }

    /** Asks for the agent's clock so many times, one after the other; fails with {@link AgentException}. */
    public CompletableFuture<ClockReading> readClock(int exchanges) {
        ClockExchange exchange = new ClockExchange(clock, exchanges, failures);
        AgentServiceGrpc.newStub(channel())
                .withDeadlineAfter(CLOCK_LIMIT.toNanos(), TimeUnit.NANOSECONDS)
                // on the transport's thread: a hop to another would be counted as delay of the answer
                .withExecutor(Runnable::run)
                .exchangeClock(exchange);
        return exchange.result();
    }

    /** Opens, within a time, a port where this agent answers one asker's questions for its clock. */
    public AgentPort answerClock(Duration limit) throws AgentException {
        OpenCall<AnswerClockRequest, AnswerClockResponse> call = new OpenCall<>();
        AgentServiceGrpc.newStub(channel()).answerClock(AnswerClockRequest.getDefaultInstance(), call);
        AnswerClockResponse opened = call.await(limit, "did not open a port for its clock", failures);
        return new AgentPort(
                new InetSocketAddress(host(), opened.getPort()),
                opened.getToken().toByteArray(),
                call);
    }

    /** Opens, within a time, a port on one of the host's addresses, which sends datagrams back. */
    public AgentPort answerPath(InetAddress local, Duration limit) throws AgentException {
        OpenCall<AnswerPathRequest, AnswerPathResponse> call = new OpenCall<>();
        AgentServiceGrpc.newStub(channel())
                .answerPath(
                        AnswerPathRequest.newBuilder()
                                .setAddress(local.getHostAddress())
                                .build(),
                        call);
        AnswerPathResponse opened = call.await(limit, "did not open a port on the link", failures);
        return new AgentPort(
                new InetSocketAddress(local, opened.getPort()),
                opened.getToken().toByteArray(),
                call);
    }

    /** Lets this agent send datagrams from one of its addresses to another's port, and tell what came back. */
    public PathAnswer askPath(InetAddress local, AgentPort port, int mtuBytes) throws AgentException {
        try {
            AskPathResponse answer = stub(PATH_LIMIT)
                    .askPath(AskPathRequest.newBuilder()
                            .setLocalAddress(local.getHostAddress())
                            .setAddress(port.address().getAddress().getHostAddress())
                            .setPort(port.address().getPort())
                            .setToken(ByteString.copyFrom(port.token()))
                            .setMtuBytes(mtuBytes)
                            .build());
            return new PathAnswer(
                    answer.getAsked(),
                    answer.getAnswered(),
                    answer.getRoundTripNanos(),
                    answer.getLargestPacketBytes(),
                    Optional.of(answer.getError()).filter(error -> !error.isEmpty()));
        } catch (StatusRuntimeException e) {
            throw failures.of(e);
        }
    }

    /** How far its wall clock is ahead of that one; fails with {@link AgentException}. */
    public CompletableFuture<Duration> wallAhead(InstantSource wall) {
        WallQuestion question = new WallQuestion(wall, failures);
        AgentServiceGrpc.newStub(channel())
                .withDeadlineAfter(CLOCK_LIMIT.toNanos(), TimeUnit.NANOSECONDS)
                .exchangeClock(question);
        return question.ahead();
    }

    /** Lets this agent ask at another's port; the exchanges are on both hosts' own clocks. */
    public ClockAsker.Asked askClock(AgentPort port, int questions, Duration spacing) throws AgentException {
        Duration limit = spacing.multipliedBy(questions).plus(CLOCK_LIMIT);
        try {
            return ClockAnswers.of(stub(limit.plus(DESCRIBE_LIMIT))
                    .askClock(AskClockRequest.newBuilder()
                            .setAddress(port.address().getAddress().getHostAddress())
                            .setPort(port.address().getPort())
                            .setToken(ByteString.copyFrom(port.token()))
                            .setQuestions(questions)
                            .setSpacingNanos(spacing.toNanos())
                            .setLimitNanos(limit.toNanos())
                            .build()));
        } catch (StatusRuntimeException e) {
            throw failures.of(e);
        }
    }

    /**
     * Lets this agent ask at another's port until it is told to end: many questions at the beginning and the end, one after
     * each pause in between.
     *
     * @param limit after it no more is asked, whatever becomes of this controller
     */
    public ClockFollowing followClock(AgentPort port, int burst, Duration spacing, Duration pause, Duration limit) {
        ClockFollowing following = new ClockFollowing(failures);
        AgentServiceGrpc.newStub(channel())
                .followClock(following)
                .onNext(FollowClockRequest.newBuilder()
                        .setAddress(port.address().getAddress().getHostAddress())
                        .setPort(port.address().getPort())
                        .setToken(ByteString.copyFrom(port.token()))
                        .setBurstQuestions(burst)
                        .setSpacingNanos(spacing.toNanos())
                        .setPauseNanos(pause.toNanos())
                        .setLimitNanos(Math.min(limit.toNanos(), LONGEST_FOLLOWED.toNanos()))
                        .build());
        return following;
    }

    private InetAddress host() throws AgentException {
        String host = address.substring(0, address.lastIndexOf(':')).replaceAll("^\\[|]$", "");
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw failures.exception(AgentException.Problem.UNREACHABLE, "has no address: " + e.getMessage(), e);
        }
    }

    /** Is it there? Answered within the limit, or failed with {@link AgentException}. */
    public CompletableFuture<ClockReading> pulse(Duration limit) {
        ClockExchange exchange = new ClockExchange(clock, 1, failures);
        AgentServiceGrpc.newStub(channel())
                .withDeadlineAfter(limit.toNanos(), TimeUnit.NANOSECONDS)
                .exchangeClock(exchange);
        return exchange.result();
    }

    /** Opens the stream of a trial; nothing is asked of the agent before {@link TrialStream#setup}. */
    public TrialStream openTrial(TrialListener listener, RawMessages raw) {
        return TrialStream.open(channel(), listener, raw, failures);
    }

    /** Gives the connection up and opens a new one: the old may hang on a machine that is gone. */
    public synchronized void redial() {
        channel.shutdownNow();
        channel = dialer.dial(address);
    }

    @Override
    public synchronized void close() {
        channel.shutdownNow();
    }

    private synchronized ManagedChannel channel() {
        // a refused connection is otherwise answered from memory for a second and more
        channel.resetConnectBackoff();
        return channel;
    }

    private AgentServiceGrpc.AgentServiceBlockingStub stub(Duration limit) {
        return AgentServiceGrpc.newBlockingStub(channel()).withDeadlineAfter(limit.toNanos(), TimeUnit.NANOSECONDS);
    }
}
