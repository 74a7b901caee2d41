package dev.tare.probe.exec;

import dev.tare.probe.clock.Phase;
import dev.tare.probe.setup.TrialSetup;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** iperf3: its documents, in JSON, are of both sides' intervals; the warm-up is among them, marked. */
final class Iperf3 implements Engine {

    /** It reports no oftener. */
    private static final double SHORTEST_INTERVAL_SECONDS = 0.1;

    @Override
    public List<EngineRun> client(TrialSetup setup) {
        boolean udp = setup.workload().equals("udp-stream");
        boolean download = setup.workload().equals("tcp-maerts")
                || setup.options().text("direction").equals("download");
        Words words = new Words("iperf3")
                .add("-c", Words.address(setup.serverAddress()), "-p", setup.serverPort(), "-J", "-i", interval(setup));
        setup.localAddress().ifPresent(local -> words.add("-B", Words.address(local)));
        words.add("-O", Words.seconds(setup.timing().warmupNanos()));
        words.add("-t", Words.seconds(setup.timing().durationNanos()));
        words.addIf(download, "-R");
        String buffer = setup.options().text("buffer");
        words.addIf(!buffer.equals("0"), "-w", buffer);
        if (udp) {
            words.add("-u", "--udp-counters-64bit", "-l", setup.options().text("size"));
            words.add("-b", setup.options().text("rate"));
        } else {
            words.add("-l", setup.options().text("block"), "-P", setup.options().text("streams"));
            words.addIf(setup.options().text("zerocopy").equals("on"), "-Z");
            words.addIf(!setup.congestionControl().isEmpty(), "-C", setup.congestionControl());
        }
        return List.of(new EngineRun(words.list(), Phase.MEASURE));
    }

    @Override
    public List<String> server(TrialSetup setup) {
        return new Words("iperf3")
                .add("-s", "-1", "-B", Words.address(setup.serverAddress()), "-p", setup.serverPort())
                .add("-J", "-i", interval(setup))
                .list();
    }

    @Override
    public boolean servesOnce() {
        return true;
    }

    private static String interval(TrialSetup setup) {
        double seconds = setup.timing().intervalNanos() / (double) TimeUnit.SECONDS.toNanos(1);
        return String.format(Locale.ROOT, "%.3f", Math.max(SHORTEST_INTERVAL_SECONDS, seconds));
    }
}
