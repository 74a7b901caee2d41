package dev.tare.controller.engine;

import dev.tare.common.catalog.Transport;
import dev.tare.controller.archive.EngineRunData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Ethr writes to stdout, line by line, as its {@code clientui.go}, {@code serverui.go} and {@code utils.go} have it (1.0.0, and
 * what has come since).
 */
final class EthrLines {

    /** More than any of its lines that has numbers. */
    private static final int MOST_LETTERS = 256;

    private static final String NUMBER = "([0-9]{1,6}(?:\\.[0-9]{1,2})?)([KMGT]?)";

    /** Of all connections: {@code [  SUM]     TCP      000-001 sec    13.59G}, of datagrams with their rate behind it. */
    private static final Pattern CLIENT = Pattern.compile(
            "\\[ {0,4}SUM] {1,9}(TCP|UDP) {1,9}[0-9]{3,6}-[0-9]{3,6} sec {1,12}" + NUMBER + "(?: {1,12}\\S{1,12})?");

    /** {@code [    10.1.0.1]    TCP   13.82G        2     --        --  }; the sum of several clients has another name. */
    private static final Pattern SERVER = Pattern.compile("\\[ {0,13}[0-9a-fA-F:.%]{1,13}] {1,9}(TCP|UDP) {1,9}"
            + NUMBER + " {1,12}\\S{1,12} {1,12}\\S{1,12} .{0,24}");

    private static final String HEADER = "[RemoteAddress] ";

    private static final String DURATION = " {0,12}([0-9]{1,4}\\.[0-9]{3}(?:ns|us|ms|s))";

    /** Mean, least, six percentiles, largest. */
    private static final Pattern ROUND = Pattern.compile(DURATION + (" " + DURATION).repeat(8));

    private static final int LARGEST = 9;

    private static final Pattern COMPLAINT = Pattern.compile(
            "(?:Error|Failed|Fatal error|Unable)\\b.{0,200}|Ethr done, (?:connection terminated|received interrupt signal)\\.");

    private static final Map<Character, Double> UNITS = Map.of('K', 1e3, 'M', 1e6, 'G', 1e9, 'T', 1e12);

    private static final Map<String, Double> NANOS = Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9);

    private EthrLines() {}

    /**
     * A rate of one second.
     *
     * @param unit in which it was written, in bits per second
     * @param decimals of the number as it was written, without those that were left out because they were zero
     */
    record Rate(double bitsPerSecond, double unit, int decimals) {

        private static Rate of(String number, String unit) {
            double factor = unit.isEmpty() ? 1 : UNITS.getOrDefault(unit.charAt(0), 1.0);
            int point = number.indexOf('.');
            return new Rate(Double.parseDouble(number) * factor, factor, point < 0 ? 0 : number.length() - point - 1);
        }

        /** By how much it may differ from what was counted, where so many decimals are written: one at least, zero or not. */
        double rounding(int written) {
            return unit / 2 * Math.pow(10, -Math.max(1, written));
        }
    }

    /** Of a thousand transactions, in nanoseconds. */
    record Round(double meanNanos, double largestNanos) {}

    /** What the client counted, each second. */
    static List<Rate> ofClient(String out, Transport transport) {
        List<Rate> rates = new ArrayList<>();
        lines(out).forEach(line -> rate(CLIENT, line, transport).ifPresent(rates::add));
        return rates;
    }

    /** What the server counted, each second, of all tests. */
    static List<Rate> ofServer(String out, Transport transport) {
        List<Rate> rates = new ArrayList<>();
        lines(out).forEach(line -> rate(SERVER, line, transport).ifPresent(rates::add));
        return rates;
    }

    /**
     * What the server counted, each second, since it last said that a test had begun. A test of datagrams that follows another
     * within two seconds is none of its own for it.
     */
    static List<Rate> ofLastTest(String out, Transport transport) {
        int header = out.lastIndexOf("\n" + HEADER);
        return ofServer(header < 0 ? out : out.substring(header), transport);
    }

    private static Optional<Rate> rate(Pattern pattern, String line, Transport transport) {
        Matcher told = pattern.matcher(line);
        return told.matches() && told.group(1).equals(transport.name())
                ? Optional.of(Rate.of(told.group(2), told.group(3)))
                : Optional.empty();
    }

    static List<Round> rounds(String out) {
        List<Round> rounds = new ArrayList<>();
        for (String line : lines(out)) {
            Matcher told = ROUND.matcher(line);
            if (told.matches()) {
                rounds.add(new Round(nanos(told.group(1)), nanos(told.group(LARGEST))));
            }
        }
        return rounds;
    }

    private static double nanos(String duration) {
        int letters = duration.endsWith("ns") || duration.endsWith("us") || duration.endsWith("ms") ? 2 : 1;
        int end = duration.length() - letters;
        return Double.parseDouble(duration.substring(0, end)) * NANOS.getOrDefault(duration.substring(end), Double.NaN);
    }

    /** The first line that says that something went wrong: its exit status does not. */
    static Optional<String> complaint(String out) {
        return lines(out).stream()
                .filter(line -> COMPLAINT.matcher(line).matches())
                .findFirst();
    }

    /** For messages. */
    static String lastLine(List<EngineRunData> runs) {
        return runs.reversed().stream()
                .flatMap(run -> lines(run.out()).reversed().stream())
                .filter(line -> !line.isBlank() && !line.startsWith("Hint: "))
                .findFirst()
                .orElse("it wrote nothing");
    }

    /** A line that does not end is none of its. */
    private static List<String> lines(String out) {
        return out.lines().filter(line -> line.length() <= MOST_LETTERS).toList();
    }
}
