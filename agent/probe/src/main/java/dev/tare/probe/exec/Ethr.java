package dev.tare.probe.exec;

import dev.tare.probe.clock.Phase;
import dev.tare.probe.setup.TrialSetup;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Ethr: one test for the warm-up and one for the window. It begins each at a whole second of the wall clock or of its server's
 * timer, so up to a second late. It writes to stdout, and not its log, whose latencies stand under wrong names.
 */
final class Ethr implements Engine {

    /** Transactions of which it tells at a time, which is its own default. */
    static final int ROUND = 1000;

    /** Two starts that are late by a second and what starting takes, and what it goes on after its time. */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(4);

    @Override
    public List<EngineRun> client(TrialSetup setup) {
        return List.of(
                new EngineRun(words(setup, setup.timing().warmupNanos()), Phase.WARMUP),
                new EngineRun(words(setup, setup.timing().durationNanos()), Phase.MEASURE));
    }

    private static List<String> words(TrialSetup setup, long nanos) {
        Words words = new Words("ethr").add("-c", Words.address(setup.serverAddress()), "-port", setup.serverPort());
        // with IPv6 it puts address and port together without brackets, and cannot read them again
        setup.localAddress().filter(_ -> !Words.ipv6(setup)).ifPresent(local -> words.add("-ip", Words.address(local)));
        words.add("-no", "-ncs", "-d", Words.seconds(nanos) + "s");
        return switch (setup.workload()) {
            case "tcp-stream", "tcp-maerts" ->
                words.add("-p", "tcp", "-t", "b")
                        .add(
                                "-l",
                                setup.options().text("block"),
                                "-n",
                                setup.options().text("streams"))
                        .addIf(download(setup), "-r")
                        .list();
            case "udp-stream" ->
                words.add("-p", "udp", "-t", "b", "-l", setup.options().text("size"))
                        .list();
            case "tcp-rr" ->
                words.add("-p", "tcp", "-t", "l", "-l", setup.options().text("request"))
                        .add("-i", ROUND, "-g", "0s")
                        .list();
            default -> throw new IllegalStateException("ethr has no " + setup.workload());
        };
    }

    private static boolean download(TrialSetup setup) {
        return setup.workload().equals("tcp-maerts")
                || setup.options().text("direction").equals("download");
    }

    @Override
    public List<String> server(TrialSetup setup) {
        Words words = new Words("ethr").add("-s", "-port", setup.serverPort(), "-no");
        return (Words.ipv6(setup) ? words.add("-6") : words.add("-ip", Words.address(setup.serverAddress()))).list();
    }

    @Override
    public boolean servesOnce() {
        return false;
    }

    @Override
    public long quietNanos() {
        return QUIET_NANOS;
    }
}
