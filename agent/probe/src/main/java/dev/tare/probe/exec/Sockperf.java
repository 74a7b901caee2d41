package dev.tare.probe.exec;

import dev.tare.probe.clock.Phase;
import dev.tare.probe.setup.TrialSetup;
import java.util.List;

/** sockperf's ping-pong: one test for the warm-up, of which its own is a fixed 400 ms, and one for the window. */
final class Sockperf implements Engine {

    @Override
    public List<EngineRun> client(TrialSetup setup) {
        return List.of(
                new EngineRun(words(setup, setup.timing().warmupNanos()), Phase.WARMUP),
                new EngineRun(words(setup, setup.timing().durationNanos()), Phase.MEASURE));
    }

    private static List<String> words(TrialSetup setup, long nanos) {
        Words words = new Words("sockperf")
                .add("ping-pong", "--tcp")
                .add("-i", Words.address(setup.serverAddress()), "-p", setup.serverPort());
        setup.localAddress().ifPresent(local -> words.add("--client_ip", Words.address(local)));
        // without --no-rdtsc it believes the clock rate that /proc tells
        return words.add("-t", Words.seconds(nanos), "-m", setup.options().text("request"))
                .add("--full-rtt", "--no-rdtsc")
                .list();
    }

    @Override
    public List<String> server(TrialSetup setup) {
        // an earlier trial's connections may still be in TIME_WAIT on the port
        return new Words("sockperf")
                .add("server", "--tcp")
                .add("-i", Words.address(setup.serverAddress()), "-p", setup.serverPort(), "--uc-reuseaddr")
                .list();
    }

    @Override
    public boolean servesOnce() {
        return false;
    }
}
