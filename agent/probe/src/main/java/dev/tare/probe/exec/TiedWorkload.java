package dev.tare.probe.exec;

import dev.tare.common.linux.NativeMemory;
import dev.tare.common.linux.TcpInfo;
import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.clock.Stop;
import dev.tare.probe.clock.Window;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.setup.Stopped;
import dev.tare.probe.setup.TrialSetup;
import dev.tare.probe.socket.Connector;
import dev.tare.probe.socket.Patience;
import dev.tare.probe.socket.SocketSpec;
import dev.tare.probe.socket.TcpSocket;
import dev.tare.probe.workload.Counts;
import dev.tare.probe.workload.Opened;
import dev.tare.probe.workload.Totals;
import dev.tare.probe.workload.Workload;
import dev.tare.probe.workload.lane.Link;
import dev.tare.probe.workload.lane.Overdue;
import dev.tare.probe.workload.lane.Tally;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of an engine that calls the probe's own server. Beside the engine's connections there are the links that the
 * server expects of a probe: they carry nothing, and by their end the server knows that all is over.
 */
final class TiedWorkload implements Workload {

    private final TrialSetup setup;
    private final EngineWorkload engine;
    private final NanoClock clock;
    private final Overdue overdue = new Overdue();
    private final NativeMemory nothing = new NativeMemory(1);
    private volatile List<Link> links = List.of();

    TiedWorkload(TrialSetup setup, EngineWorkload engine, NanoClock clock) {
        this.setup = setup;
        this.engine = engine;
        this.clock = clock;
    }

    @Override
    public Opened open(Stop stop) throws ProbeFailure, Stopped {
        Opened opened = engine.open(stop);
        SocketSpec spec = SocketSpec.of(setup, setup.options().number("streams", 1), true);
        List<TcpSocket> sockets = new Connector(setup, new Patience(clock, stop, setup.setupTimeoutNanos())).open(spec);
        links = IntStream.range(0, sockets.size())
                .mapToObj(i -> new Link(sockets.get(i), "link " + i, clock, new Tally(), overdue))
                .toList();
        return opened;
    }

    @Override
    public Optional<Totals> run(Window window, Stop stop) throws ProbeFailure, Stopped {
        Optional<Totals> totals = engine.run(window, stop);
        // all before the first is waited for: the server looks at each now and then only
        links.forEach(link -> link.socket().shutdownOutput());
        for (Link link : links) {
            link.finish(nothing.address(), window, stop);
        }
        return totals;
    }

    @Override
    public long endingNanos() {
        return engine.endingNanos();
    }

    @Override
    public Optional<Counts> counts() {
        return engine.counts();
    }

    @Override
    public Optional<Histogram> takeLatencies(@Nullable Histogram recycled) {
        return engine.takeLatencies(recycled);
    }

    @Override
    public List<TcpInfo> tcpInfos() {
        return engine.tcpInfos();
    }

    @Override
    public void giveUp() {
        overdue.set();
        engine.giveUp();
        links.forEach(link -> link.socket().wake());
    }

    @Override
    public void wake() {
        engine.wake();
        links.forEach(link -> link.socket().wake());
    }

    @Override
    public void close() {
        engine.close();
        links.forEach(link -> link.socket().close());
        links = List.of();
    }
}
