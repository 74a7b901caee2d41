package dev.tare.probe.exec;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.EngineKind;
import dev.tare.common.linux.TcpInfo;
import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.clock.Phase;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.FailureCode;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.Stopped;
import dev.tare.probe.setup.TrialSetup;
import dev.tare.probe.workload.Counts;
import dev.tare.probe.workload.Opened;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.Workload;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A foreign engine's side of the traffic. The server's program listens before the trial is prepared; the client's is called
 * at the agreed instant, and counts by itself: this tells when, and passes on what it writes.
 */
final class EngineWorkload implements Workload {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final TrialSetup setup;
    private final Engine engine;
    private final EngineLayer layer;
    private final NanoClock clock;
    private final EngineSink sink;
    private final OutputLimit limit = new OutputLimit();
    private final PortTable port;
    private volatile @Nullable Child child;
    private volatile Child.@Nullable Kill ended;

    EngineWorkload(TrialSetup setup, Engine engine, EngineLayer layer, NanoClock clock, EngineSink sink) {
        this.setup = setup;
        this.engine = engine;
        this.layer = layer;
        this.clock = clock;
        this.sink = sink;
        this.port = new PortTable(Path.of("/proc"), setup.serverAddress(), setup.serverPort());
    }

    @Override
    public Opened open(Stop stop) throws ProbeFailure, Stopped {
        try {
            return setup.client() ? rehearsed() : listening(stop);
        } catch (IOException e) {
            throw cannotRun(e);
        }
    }

    /** The first child of a virtual machine takes its time; and whether the program can be run here is better known now. */
    private Opened rehearsed() throws IOException, ProbeFailure {
        EngineKind kind = Catalog.find(Catalog.engines(), setup.engine()).orElseThrow();
        List<String> version = List.of(kind.programs().getFirst().name(), kind.versionArgument());
        Child asked = start(new EngineRun(version, Phase.WARMUP), 0);
        EngineEnd end = asked.await();
        if (end.exitStatus() != kind.versionStatus()) {
            throw new ProbeFailure(
                    FailureCode.ENGINE_FAILED,
                    "engine " + setup.engine() + " cannot be run here: " + String.join(" ", version)
                            + " ended with status " + end.exitStatus() + ": " + asked.lastWords());
        }
        return opened(new InetSocketAddress(local(), 0), server());
    }

    private Opened listening(Stop stop) throws IOException, ProbeFailure, Stopped {
        Optional<String> holder = port.holder();
        if (holder.isPresent()) {
            throw new ProbeFailure(
                    FailureCode.PORT_IN_USE,
                    "port " + setup.serverPort() + " of "
                            + setup.serverAddress().getHostAddress() + " is in use: " + holder.get()
                            + " has it; end it, or give the lab another data port");
        }
        Child server = start(new EngineRun(engine.server(setup), Phase.MEASURE), 0);
        long untilNanos = clock.nanos() + setup.setupTimeoutNanos();
        while (!port.isServed()) {
            if (stop.requested()) {
                server.kill(Child.Kill.STOPPED);
            }
            boolean late = clock.nanos() - untilNanos >= 0;
            if (late) {
                server.kill(Child.Kill.OVERDUE);
            }
            if (!server.isAlive()) {
                EngineEnd end = server.await();
                if (stop.requested()) {
                    throw new Stopped();
                }
                throw new ProbeFailure(
                        late ? FailureCode.ENGINE_HUNG : FailureCode.ENGINE_FAILED,
                        setup.engine() + "'s server "
                                + (late ? "did not listen in time" : "ended with status " + end.exitStatus())
                                + " before it listened: " + server.lastWords());
            }
            stop.until(clock.nanos() + LOOK_NANOS);
        }
        return opened(server(), new InetSocketAddress(setup.serverAddress(), 0));
    }

    private static Opened opened(InetSocketAddress local, InetSocketAddress peer) {
        return new Opened(
                local,
                peer,
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty());
    }

    private InetSocketAddress server() {
        return new InetSocketAddress(setup.serverAddress(), setup.serverPort());
    }

    private InetAddress local() {
        return setup.localAddress().orElseGet(() -> new InetSocketAddress(0).getAddress());
    }

    @Override
    public Optional<Totals> run(Window window, Stop stop) throws ProbeFailure, Stopped {
        try {
            if (setup.client()) {
                call(window, stop);
            } else {
                serve(window, stop);
            }
        } catch (IOException e) {
            throw cannotRun(e);
        }
        return Optional.empty();
    }

    private void call(Window window, Stop stop) throws IOException, ProbeFailure, Stopped {
        List<EngineRun> runs = engine.client(setup);
        stop.until(window.startNanos());
        for (int i = 0; i < runs.size(); i++) {
            if (stop.requested()) {
                throw new Stopped();
            }
            Child running = start(runs.get(i), i);
            running.listen();
            EngineEnd end = running.await();
            judge(running, end, stop, true);
        }
    }

    private void serve(Window window, Stop stop) throws IOException, ProbeFailure, Stopped {
        Child server = child;
        if (server == null) {
            throw new IllegalStateException("not open");
        }
        server.listen();
        if (!engine.servesOnce()) {
            stop.until(window.endNanos());
            awaitSilence(server, stop);
            if (server.isAlive()) {
                server.kill(Child.Kill.CLIENT_GONE);
            }
        }
        EngineEnd end = server.await();
        judge(server, end, stop, engine.servesOnce());
    }

    /** A client that is late may be between its warm-up and its window: both are connections of their own. */
    private void awaitSilence(Child server, Stop stop) throws IOException {
        long quietSince = clock.nanos();
        while (server.isAlive() && !stop.requested() && clock.nanos() - quietSince < engine.quietNanos()) {
            if (port.hasConnections()) {
                quietSince = clock.nanos();
            }
            stop.until(clock.nanos() + LOOK_NANOS);
        }
    }

    private void judge(Child over, EngineEnd end, Stop stop, boolean endsByItself) throws ProbeFailure, Stopped {
        Child.Kill why = over.killed();
        if (stop.requested() || why == Child.Kill.STOPPED) {
            throw new Stopped();
        }
        boolean well = endsByItself ? why == null && end.exitStatus() == 0 : why == Child.Kill.CLIENT_GONE;
        if (well) {
            return;
        }
        FailureCode code = why == Child.Kill.TOO_MUCH_OUTPUT
                ? FailureCode.ENGINE_OUTPUT
                : why == Child.Kill.OVERDUE ? FailureCode.ENGINE_HUNG : FailureCode.ENGINE_FAILED;
        String how = why == null ? "ended with status " + end.exitStatus() : "was killed because " + why.words();
        throw new ProbeFailure(
                code,
                setup.engine() + (setup.client() ? "" : "'s server") + " " + how + "; its last words: "
                        + over.lastWords());
    }

    private Child start(EngineRun run, int number) throws IOException {
        Child started = Child.start(run, number, layer, sink, limit, clock);
        child = started;
        Child.Kill late = ended;
        if (late != null) {
            started.kill(late);
        }
        return started;
    }

    private ProbeFailure cannotRun(IOException e) {
        return new ProbeFailure(
                FailureCode.ENGINE_FAILED, "engine " + setup.engine() + " cannot be run here: " + e.getMessage());
    }

    @Override
    public long endingNanos() {
        return FOREIGN_ENDING_NANOS;
    }

    @Override
    public Optional<Counts> counts() {
        return Optional.empty();
    }

    @Override
    public Optional<Histogram> takeLatencies(@Nullable Histogram recycled) {
        return Optional.empty();
    }

    @Override
    public List<TcpInfo> tcpInfos() {
        return List.of();
    }

    @Override
    public void giveUp() {
        end(Child.Kill.OVERDUE);
    }

    @Override
    public void wake() {
        end(Child.Kill.STOPPED);
    }

    private void end(Child.Kill why) {
        ended = why;
        Child running = child;
        if (running != null) {
            running.kill(why);
        }
    }

    @Override
    public void close() {
        Child last = child;
        if (last != null && last.isAlive()) {
            last.kill(Child.Kill.STOPPED);
        }
    }
}
