package dev.tare.probe.exec;

import dev.tare.probe.clock.Phase;
import dev.tare.probe.setup.TrialSetup;
import java.util.List;
import java.util.Map;

/** netperf and its netserver: one test for the warm-up, which it knows nothing of, and one for the window. */
final class Netperf implements Engine {

    private static final Map<String, String> TESTS = Map.of(
            "tcp-stream", "TCP_STREAM",
            "tcp-maerts", "TCP_MAERTS",
            "tcp-rr", "TCP_RR",
            "tcp-crr", "TCP_CRR",
            "udp-rr", "UDP_RR");

    /** Of its omni output: what the controller reads. */
    private static final String SELECTORS =
            "THROUGHPUT,THROUGHPUT_UNITS,LOCAL_RECV_THROUGHPUT,REMOTE_RECV_THROUGHPUT,ELAPSED_TIME,TRANSACTION_RATE,LOCAL_BYTES_SENT,"
                    + "LOCAL_BYTES_RECVD,REMOTE_BYTES_SENT,REMOTE_BYTES_RECVD,LOCAL_TRANSPORT_RETRANS,REMOTE_TRANSPORT_RETRANS,"
                    + "LOCAL_CONG_CONTROL,REMOTE_CONG_CONTROL,MIN_LATENCY,MEAN_LATENCY,P50_LATENCY,P90_LATENCY,P99_LATENCY,"
                    + "MAX_LATENCY,CONFIDENCE_LEVEL,CONFIDENCE_ITERATION,THROUGHPUT_CONFID";

    @Override
    public List<EngineRun> client(TrialSetup setup) {
        return List.of(
                new EngineRun(words(setup, setup.timing().warmupNanos()), Phase.WARMUP),
                new EngineRun(words(setup, setup.timing().durationNanos()), Phase.MEASURE));
    }

    private static List<String> words(TrialSetup setup, long nanos) {
        String test = test(setup);
        boolean stream = test.equals("TCP_STREAM") || test.equals("TCP_MAERTS");
        String family = family(setup);
        Words words = new Words("netperf")
                .add(family, "-H", Words.address(setup.serverAddress()), "-p", setup.serverPort())
                .add("-t", test, "-l", Words.seconds(nanos), "-P", "0");
        setup.localAddress().ifPresent(local -> words.add("-L", Words.address(local)));
        // latencies are only kept when they are asked for
        words.addIf(!stream, "-j").add("--");
        if (stream) {
            String block = setup.options().text("block");
            words.add("-m", block + "," + block, "-M", block + "," + block);
        } else {
            words.add(
                    "-r",
                    setup.options().text("request") + "," + setup.options().text("response"));
            words.addIf(!test.equals("UDP_RR"), "-D");
        }
        String control = setup.congestionControl();
        words.addIf(!control.isEmpty() && !test.equals("UDP_RR"), "-K", control + "," + control);
        return words.add("-k", SELECTORS).list();
    }

    private static String test(TrialSetup setup) {
        if (setup.workload().equals("tcp-stream")
                && setup.options().text("direction").equals("download")) {
            return "TCP_MAERTS";
        }
        String test = TESTS.get(setup.workload());
        if (test == null) {
            throw new IllegalStateException("netperf has no " + setup.workload());
        }
        return test;
    }

    @Override
    public List<String> server(TrialSetup setup) {
        return new Words("netserver")
                .add("-D", family(setup), "-L", Words.address(setup.serverAddress()), "-p", setup.serverPort())
                .list();
    }

    private static String family(TrialSetup setup) {
        return Words.ipv6(setup) ? "-6" : "-4";
    }

    @Override
    public boolean servesOnce() {
        return false;
    }
}
