package dev.tare.probe.exec;

import dev.tare.common.http.HttpText;
import dev.tare.probe.clock.Phase;
import dev.tare.probe.setup.TrialSetup;
import java.util.List;

/** wrk, on one thread, which calls the probe's own server: one test for the warm-up, and one for the window. */
final class Wrk implements Engine {

    @Override
    public List<EngineRun> client(TrialSetup setup) {
        return List.of(
                new EngineRun(words(setup, setup.timing().warmupNanos()), Phase.WARMUP),
                new EngineRun(words(setup, setup.timing().durationNanos()), Phase.MEASURE));
    }

    /** It cannot be told which address or congestion control is its own. */
    private static List<String> words(TrialSetup setup, long nanos) {
        String address = Words.address(setup.serverAddress());
        return new Words("wrk")
                .add("-t", 1, "-c", setup.options().number("streams", 1), "-d", Words.seconds(nanos) + "s", "--latency")
                .add("-H", HttpText.HOST)
                .add("http://" + (Words.ipv6(setup) ? "[" + address + "]" : address) + ":" + setup.serverPort() + "/")
                .list();
    }

    @Override
    public List<String> server(TrialSetup setup) {
        return List.of();
    }

    @Override
    public boolean servesOnce() {
        return false;
    }
}
