package dev.tare.controller.fleet;

import com.google.protobuf.ByteString;
import dev.tare.common.Protocol;
import dev.tare.common.clock.udp.ClockAnswerer;
import dev.tare.common.clock.udp.HostClocks;
import dev.tare.proto.agent.v1.AgentServiceGrpc;
import dev.tare.proto.agent.v1.AnswerClockRequest;
import dev.tare.proto.agent.v1.AnswerClockResponse;
import dev.tare.proto.agent.v1.DataInterface;
import dev.tare.proto.agent.v1.DescribeRequest;
import dev.tare.proto.agent.v1.DescribeResponse;
import dev.tare.proto.agent.v1.ExchangeClockRequest;
import dev.tare.proto.agent.v1.ExchangeClockResponse;
import dev.tare.proto.agent.v1.FollowClockRequest;
import dev.tare.proto.agent.v1.FollowClockResponse;
import dev.tare.proto.agent.v1.HoldRequest;
import dev.tare.proto.agent.v1.HoldResponse;
import dev.tare.proto.agent.v1.HostFacts;
import dev.tare.proto.agent.v1.RunTrialRequest;
import dev.tare.proto.agent.v1.RunTrialResponse;
import dev.tare.proto.agent.v1.SweepRequest;
import dev.tare.proto.agent.v1.SweepResponse;
import dev.tare.proto.agent.v1.TrialSetup;
import dev.tare.proto.agent.v1.WantedRuntime;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A real server over real TLS on loopback, whose trials follow a script. Its clock is a day ahead. */
public final class FakeAgent implements AutoCloseable {

    public static final long CLOCK_AHEAD_NANOS = TimeUnit.DAYS.toNanos(1);

    /**
     * Below those that Linux gives to whoever names none (32768 and up): while an agent is dead, nobody has its port by chance. Each is
     * tried once in this process; processes beside this one began elsewhere.
     */
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(16_000, 28_000));

    private static final int PORTS_END = 32_000;

    private final TestAuthority authority;
    private final TestAuthority.Identity identity;
    private final String dataAddress;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "fake-agent");
        thread.setDaemon(true);
        return thread;
    });
    private final List<TrialSetup> setups = new CopyOnWriteArrayList<>();
    private final List<String> stops = new CopyOnWriteArrayList<>();
    private final List<Long> startsAtNanos = new CopyOnWriteArrayList<>();
    private final List<ClockAnswerer> answerers = new CopyOnWriteArrayList<>();
    private final List<WantedRuntime> wanted = new CopyOnWriteArrayList<>();
    private final AtomicInteger sweeps = new AtomicInteger();
    private volatile FakeTrial.Script script = trial -> FakeTrial.completes();
    private volatile UnaryOperator<DescribeResponse.Builder> description = UnaryOperator.identity();
    private volatile Hold hold = Hold.FREE;
    private final AtomicInteger ports = new AtomicInteger();
    private volatile LongSupplier clockForPeers = FakeAgent::clockNanos;
    private volatile boolean deafToPeers;
    private volatile boolean mute;
    private volatile boolean clockHeld;
    private volatile int port;
    private @Nullable Server server;
    private boolean closed;

    public FakeAgent(TestAuthority authority, String dataAddress) throws IOException {
        this.authority = authority;
        this.identity = authority.issue("agent-" + dataAddress.replace('/', '-'));
        this.dataAddress = dataAddress;
        while (server == null) {
            port = NEXT_PORT.getAndIncrement();
            try {
                start();
            } catch (IOException portIsTaken) {
                if (port >= PORTS_END) {
                    throw portIsTaken;
                }
            }
        }
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    /** From now on trials go as the script says. */
    public void script(FakeTrial.Script next) {
        script = next;
    }

    /** From now on it describes itself so. */
    public void describeAs(UnaryOperator<DescribeResponse.Builder> next) {
        description = next;
    }

    /** The runtimes that it was asked to try, all requests together. */
    public List<WantedRuntime> wanted() {
        return List.copyOf(wanted);
    }

    /** From now on, and until it is called with nobody, that controller has it. */
    public void holdFor(String name) {
        hold = new Hold(name);
    }

    /** Who has it; empty when it is free. */
    public String holder() {
        return hold.holder;
    }

    /** From now on other agents, and they alone, are told this clock. */
    public void tellPeers(LongSupplier clockNanos) {
        clockForPeers = clockNanos;
    }

    /** From now on other agents get no answer, as where packets do not pass between the two. */
    public void ignorePeers() {
        deafToPeers = true;
    }

    /** Neither answers nor ends anything, like a stopped process. */
    public void mute(boolean on) {
        mute = on;
    }

    /** While on, who asks for its clock waits. */
    public void holdClock(boolean on) {
        clockHeld = on;
    }

    /** From now on it answers nothing, as if it were stopped: whoever asks for its clock hears nothing either. */
    public void freeze() {
        mute = true;
        answerers.forEach(ClockAnswerer::close);
    }

    public List<TrialSetup> setups() {
        return Collections.unmodifiableList(new ArrayList<>(setups));
    }

    public List<String> stops() {
        return Collections.unmodifiableList(new ArrayList<>(stops));
    }

    public List<Long> startsAtNanos() {
        return Collections.unmodifiableList(new ArrayList<>(startsAtNanos));
    }

    public int sweeps() {
        return sweeps.get();
    }

    public static long clockNanos() {
        return System.nanoTime() + CLOCK_AHEAD_NANOS;
    }

    /** Ends as a killed process does: connections break. */
    public synchronized void die() {
        if (server != null) {
            server.shutdownNow();
            server = null;
        }
    }

    public void dieAndComeBackAfter(long millis) {
        die();
        var _ = timer.schedule(this::comeBack, millis, TimeUnit.MILLISECONDS);
    }

    /** When it returns, the agent listens again where it did, unless it is closed. */
    public void comeBack() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try {
                start();
                return;
            } catch (IOException portIsTaken) {
                // the server before it may not be quite gone
                if (System.nanoTime() > deadline) {
                    throw new UncheckedIOException(portIsTaken);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    private synchronized void start() throws IOException {
        if (closed || server != null) {
            return;
        }
        server = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
                        TlsServerCredentials.newBuilder()
                                .keyManager(
                                        identity.certificate().toFile(),
                                        identity.key().toFile())
                                .trustManager(authority.certificate().toFile())
                                .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                                .build())
                .addService(new Service())
                .build()
                .start();
    }

    @Override
    public synchronized void close() {
        closed = true;
        die();
        timer.shutdownNow();
    }

    /** Not equal to another of the same holder. */
    private static final class Hold {

        private static final Hold FREE = new Hold("");

        private final String holder;

        private Hold(String holder) {
            this.holder = holder;
        }
    }

    private synchronized boolean keep(Hold wanted) {
        boolean free = hold.holder.isEmpty() || hold.holder.equals(wanted.holder);
        if (free) {
            hold = wanted;
        }
        return free;
    }

    private synchronized void giveBack(Hold kept) {
        if (hold == kept) {
            hold = Hold.FREE;
        }
    }

    private final class Service extends AgentServiceGrpc.AgentServiceImplBase {

        @Override
        public void describe(DescribeRequest request, StreamObserver<DescribeResponse> answer) {
            if (mute) {
                return;
            }
            wanted.addAll(request.getWantedList());
            DescribeResponse.Builder plain = DescribeResponse.newBuilder()
                    .setProtocolVersion(Protocol.VERSION)
                    .setVersion("1.2.3")
                    .setBundleDigest("sha256:00")
                    .setHost(HostFacts.newBuilder()
                            .setHostname("fake")
                            .setCpuCount(2)
                            .addAllowedCpus(0)
                            .addInterfaces(DataInterface.newBuilder()
                                    .setName("eth1")
                                    .setMtuBytes(1500)
                                    .addAddresses(dataAddress)));
            answer.onNext(description.apply(plain).build());
            answer.onCompleted();
        }

        /** Kept for whoever asked first, until his call ends. */
        @Override
        public void hold(HoldRequest request, StreamObserver<HoldResponse> answer) {
            Hold wanted = new Hold(request.getHolder());
            if (!keep(wanted)) {
                answer.onError(Status.FAILED_PRECONDITION
                        .withDescription("held by " + hold.holder + " since yesterday")
                        .asRuntimeException());
                return;
            }
            ((ServerCallStreamObserver<HoldResponse>) answer).setOnCancelHandler(() -> giveBack(wanted));
            answer.onNext(HoldResponse.getDefaultInstance());
        }

        @Override
        public void sweep(SweepRequest request, StreamObserver<SweepResponse> answer) {
            sweeps.incrementAndGet();
            answer.onNext(SweepResponse.getDefaultInstance());
            answer.onCompleted();
        }

        @Override
        public StreamObserver<ExchangeClockRequest> exchangeClock(StreamObserver<ExchangeClockResponse> answers) {
            return new StreamObserver<>() {
                @Override
                public void onNext(ExchangeClockRequest question) {
                    if (!mute) {
                        answers.onNext(ExchangeClockResponse.newBuilder()
                                .setSequence(question.getSequence())
                                .setReceivedNanos(clockNanos())
                                .setSentNanos(clockNanos())
                                .build());
                    }
                }

                @Override
                public void onError(Throwable thrown) {
                    // the asker went away: nobody is left to be told
                }

                @Override
                public void onCompleted() {
                    answers.onCompleted();
                }
            };
        }

        /** A trial's controller asks at the first port, and lets the other agent ask at the second. */
        @Override
        public void answerClock(AnswerClockRequest request, StreamObserver<AnswerClockResponse> answer) {
            if (!mute) {
                boolean peer = ports.getAndIncrement() % 2 == 1;
                ClockAnswerer answerer = answerer(peer ? clockForPeers : this::clockUnlessHeld);
                answerers.add(answerer);
                byte[] token = peer && deafToPeers ? new byte[answerer.token().length] : answerer.token();
                ((ServerCallStreamObserver<AnswerClockResponse>) answer).setOnCancelHandler(answerer::close);
                answer.onNext(AnswerClockResponse.newBuilder()
                        .setPort(answerer.address().getPort())
                        .setToken(ByteString.copyFrom(token))
                        .build());
            }
        }

        @Override
        public StreamObserver<FollowClockRequest> followClock(StreamObserver<FollowClockResponse> answer) {
            return new FakeFollowing(answer);
        }

        private long clockUnlessHeld() {
            while (clockHeld) {
                LockSupport.parkNanos(1_000_000);
            }
            return clockNanos();
        }

        private static ClockAnswerer answerer(LongSupplier clock) {
            try {
                return ClockAnswerer.open(InetAddress.ofLiteral("127.0.0.1"), HostClocks.of(clock));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public StreamObserver<RunTrialRequest> runTrial(StreamObserver<RunTrialResponse> responses) {
            return new FakeTrial(
                    timer,
                    (ServerCallStreamObserver<RunTrialResponse>) responses,
                    FakeAgent.this,
                    setup -> {
                        setups.add(setup);
                        return script.of(setup);
                    },
                    startsAtNanos::add,
                    stops::add);
        }
    }
}
