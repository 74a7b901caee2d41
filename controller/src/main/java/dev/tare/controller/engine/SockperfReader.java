package dev.tare.controller.engine;

import dev.tare.controller.archive.EngineRunData;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * sockperf's ping-pong, whose report is for people. Of each test it leaves out the first 400 ms and the last 550: what it calls
 * the valid duration is what counts. Latencies are whole round trips, as it is told to give.
 */
final class SockperfReader implements EngineReader {

    private static final double NANOS_PER_MICRO = 1e3;

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]{0,16}m");

    private static final Pattern WHOLE = Pattern.compile(
            "\\[Total Run] RunTime=\\S{1,32} sec;.{0,80}? SentMessages=([0-9]{1,15}); ReceivedMessages=([0-9]{1,15})");

    private static final Pattern VALID = Pattern.compile(
            "\\[Valid Duration] RunTime=([0-9]{1,9}\\.[0-9]{1,9}) sec; SentMessages=[0-9]{1,15}; ReceivedMessages=([0-9]{1,15})");

    private static final Map<String, String> OBSERVATIONS = Map.of(
            "latency_ns.p50", "percentile 50\\.0{1,6}",
            "latency_ns.p90", "percentile 90\\.0{1,6}",
            "latency_ns.p99", "percentile 99\\.0{1,6}",
            "latency_ns.p999", "percentile 99\\.90{1,6}",
            "latency_ns.max", "<MAX> observation");

    @Override
    public void read(Cell cell, TrialRecord.Timing timing, Map<Side, List<EngineRunData>> runs, Reading reading) {
        double bytes = Double.parseDouble(cell.workload().options().getOrDefault("request", "1"));
        Optional<String> measured = Optional.empty();
        for (EngineRunData run : runs.getOrDefault(Side.CLIENT, List.of())) {
            String report = COLOUR.matcher(run.out()).replaceAll("");
            payload(report, bytes, reading);
            if (run.measured()) {
                measured = Optional.of(report);
            }
        }
        measured.ifPresentOrElse(
                report -> numbers(report, reading), () -> reading.problem("sockperf was never run for the window"));
    }

    /** Each message is answered by one of its size. */
    private static void payload(String report, double bytes, Reading reading) {
        Matcher whole = WHOLE.matcher(report);
        if (whole.find()) {
            double asked = Double.parseDouble(whole.group(1)) * bytes;
            double answered = Double.parseDouble(whole.group(2)) * bytes;
            reading.sent(Side.CLIENT, asked);
            reading.received(Side.SERVER, asked);
            reading.sent(Side.SERVER, asked);
            reading.received(Side.CLIENT, answered);
        }
    }

    private static void numbers(String report, Reading reading) {
        Matcher valid = VALID.matcher(report);
        double seconds = valid.find() ? Double.parseDouble(valid.group(1)) : 0;
        if (seconds <= 0) {
            reading.problem("sockperf tells of no valid duration: " + lastLine(report));
            return;
        }
        reading.value("transactions_per_second", Double.parseDouble(valid.group(2)) / seconds);
        OBSERVATIONS.forEach((name, words) -> {
            Matcher told = Pattern.compile(words + " = {1,9}([0-9]{1,12}\\.[0-9]{1,9})")
                    .matcher(report);
            if (told.find()) {
                reading.value(name, Double.parseDouble(told.group(1)) * NANOS_PER_MICRO);
            }
        });
    }

    private static String lastLine(String report) {
        return report.lines()
                .filter(line -> !line.isBlank())
                .reduce((_, last) -> last)
                .orElse("it wrote nothing");
    }
}
