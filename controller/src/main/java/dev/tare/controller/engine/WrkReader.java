package dev.tare.controller.engine;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.WorkloadKind;
import dev.tare.controller.archive.EngineRunData;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * wrk, whose report is for people. It counts answers that came whole. Its latencies are from when a request leaves, to its 0.01 of
 * the unit it chooses, after a correction of its own: for each that is longer than two mean ones it adds those that would have
 * been asked meanwhile.
 */
final class WrkReader implements EngineReader {

    private static final String GOODPUT = "goodput_bytes_per_second";

    /** Below that, what is lost of the last answer of each connection begins to show. */
    private static final int LEAST_ANSWERS = 50;

    private static final String TIME = "([0-9]{1,12}\\.[0-9]{2})(us|ms|s|m|h)";

    private static final Map<String, Double> NANOS = Map.of("us", 1e3, "ms", 1e6, "s", 1e9, "m", 60e9, "h", 3600e9);

    private static final Pattern ANSWERS = Pattern.compile("(?m)^ {2}([0-9]{1,15}) requests in ");

    private static final Pattern RATE = Pattern.compile("(?m)^Requests/sec: {1,12}([0-9]{1,15}\\.[0-9]{2})$");

    private static final Pattern ERRORS = Pattern.compile(
            "(?m)^ {2}Socket errors: connect ([0-9]{1,10}), read ([0-9]{1,10}), write ([0-9]{1,10}), timeout ([0-9]{1,10})$");

    private static final Pattern REFUSED = Pattern.compile("(?m)^ {2}Non-2xx or 3xx responses: ([0-9]{1,10})$");

    private static final Map<String, Pattern> LATENCIES = Map.of(
            "latency_ns.p50", percentile(50),
            "latency_ns.p90", percentile(90),
            "latency_ns.p99", percentile(99),
            "latency_ns.max", Pattern.compile("(?m)^ {4}Latency {1,12}\\S{1,16} {1,12}\\S{1,16} {1,12}" + TIME + " "));

    private static Pattern percentile(int which) {
        return Pattern.compile("(?m)^ {1,9}" + which + "% {1,12}" + TIME);
    }

    @Override
    public void read(Cell cell, TrialRecord.Timing timing, Map<Side, List<EngineRunData>> runs, Reading reading) {
        WorkloadKind workload =
                Catalog.find(Catalog.workloads(), cell.workload().name()).orElseThrow();
        Map<String, String> options = cell.workload().options();
        long answerBytes = workload.traffic().messageBytes(false, options).orElseThrow();
        Optional<String> measured = Optional.empty();
        for (EngineRunData run : runs.getOrDefault(Side.CLIENT, List.of())) {
            // of what it sent, and of the other side, the probe's server tells
            number(ANSWERS, run.out()).ifPresent(answers -> reading.received(Side.CLIENT, answers * answerBytes));
            if (run.measured()) {
                measured = Optional.of(run.out());
            }
        }
        boolean stream = workload.metrics().getFirst().name().equals(GOODPUT);
        measured.ifPresentOrElse(
                report -> numbers(report, stream, options, reading),
                () -> reading.problem("wrk was never run for the window"));
    }

    private static void numbers(String report, boolean stream, Map<String, String> options, Reading reading) {
        OptionalDouble rate = number(RATE, report);
        double answers = number(ANSWERS, report).orElse(0);
        if (rate.isEmpty() || answers == 0) {
            reading.problem("wrk tells of no answers: " + lastLine(report));
            return;
        }
        Matcher errors = ERRORS.matcher(report);
        if (errors.find()) {
            errors(errors, stream, reading);
        }
        Matcher refused = REFUSED.matcher(report);
        if (refused.find()) {
            reading.problem("wrk was refused " + refused.group(1) + " times");
        }
        if (stream) {
            reading.value(GOODPUT, rate.getAsDouble() * Double.parseDouble(options.getOrDefault("response", "1")));
            if (answers < LEAST_ANSWERS * Double.parseDouble(options.getOrDefault("streams", "1"))) {
                reading.doubt("wrk counts whole answers, and had " + Math.round(answers));
            }
        } else {
            reading.value("transactions_per_second", rate);
            LATENCIES.forEach((name, words) -> reading.value(name, nanos(words, report)));
        }
    }

    /** An answer that takes more than two seconds is a timeout: it counts, and its latency does not. */
    private static void errors(Matcher errors, boolean stream, Reading reading) {
        String broken = "wrk had errors: connect %s, read %s, write %s"
                .formatted(errors.group(1), errors.group(2), errors.group(3));
        if (!broken.equals("wrk had errors: connect 0, read 0, write 0")) {
            reading.problem(broken);
        }
        if (!stream && !errors.group(4).equals("0")) {
            reading.doubt("wrk left " + errors.group(4) + " latencies out, which were over two seconds");
        }
    }

    private static OptionalDouble number(Pattern words, String report) {
        Matcher told = words.matcher(report);
        return told.find() ? OptionalDouble.of(Double.parseDouble(told.group(1))) : OptionalDouble.empty();
    }

    private static OptionalDouble nanos(Pattern words, String report) {
        Matcher told = words.matcher(report);
        return told.find()
                ? OptionalDouble.of(Double.parseDouble(told.group(1)) * NANOS.getOrDefault(told.group(2), Double.NaN))
                : OptionalDouble.empty();
    }

    private static String lastLine(String report) {
        return report.lines()
                .filter(line -> !line.isBlank())
                .reduce((_, last) -> last)
                .orElse("it wrote nothing");
    }
}
