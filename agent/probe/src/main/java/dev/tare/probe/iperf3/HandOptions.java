package dev.tare.probe.iperf3;

import dev.tare.probe.iperf3.TestParameters.Direction;
import dev.tare.probe.socket.Place;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Words of a command line, checked.
 *
 * @param values by option, without its dashes; of an option without a value the empty text
 */
record HandOptions(Map<String, String> values) {

    static final String USAGE = """
            usage: --server [--address ADDRESS] [--port PORT] [--once]
                   --client ADDRESS [--port PORT] [--udp] [--reverse | --bidirectional] [--streams N] [--time SECONDS]
                     [--omit SECONDS] [--length BYTES] [--rate BITS] [--buffer BYTES] [--congestion NAME] [--no-delay] [--zerocopy]
            """;

    private static final Set<String> FLAGS =
            Set.of("server", "once", "udp", "reverse", "bidirectional", "no-delay", "zerocopy");
    private static final Set<String> OF_SERVER = Set.of("server", "address", "port", "once");
    private static final Set<String> WITH_VALUE =
            Set.of("client", "address", "port", "streams", "time", "omit", "length", "rate", "buffer", "congestion");

    private static final int USUAL_PORT = 5201;
    private static final int MOST_PORT = 65_535;
    private static final int USUAL_SECONDS = 10;
    private static final int USUAL_BLOCK_BYTES = 128 << 10;
    private static final int USUAL_DATAGRAM_BYTES = 1448;

    /** What iperf3 sends when it is not told how much. */
    private static final long USUAL_DATAGRAM_RATE = 1 << 20;

    /** Refuses with {@link IllegalArgumentException}. */
    static HandOptions of(String... arguments) {
        Map<String, String> values = new HashMap<>();
        List<String> words = List.of(arguments);
        for (int i = 0; i < words.size(); i++) {
            String name = words.get(i).startsWith("--") ? words.get(i).substring(2) : "";
            boolean hasValue = WITH_VALUE.contains(name);
            require(hasValue || FLAGS.contains(name), "unknown option " + words.get(i));
            require(!hasValue || i + 1 < words.size(), "option --" + name + " needs a value");
            require(!values.containsKey(name), "option --" + name + " stands there twice");
            values.put(name, hasValue ? words.get(++i) : "");
        }
        HandOptions options = new HandOptions(values);
        require(options.has("server") != options.has("client"), "either --server or --client is needed");
        require(
                !options.server() || OF_SERVER.containsAll(values.keySet()),
                "a server is told by its client what to do");
        require(options.server() || !(options.has("address") || options.has("once")), "a client has no such option");
        require(!options.has("reverse") || !options.has("bidirectional"), "either --reverse or --bidirectional");
        return options;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    private boolean has(String name) {
        return values.containsKey(name);
    }

    boolean server() {
        return has("server");
    }

    boolean once() {
        return has("once");
    }

    /** Where to listen, or whom to call. */
    Place place() {
        String address = server() ? values.getOrDefault("address", "0.0.0.0") : values.getOrDefault("client", "");
        return new Place(InetAddress.ofLiteral(address), (int) number("port", USUAL_PORT, 1, MOST_PORT));
    }

    TestParameters parameters() {
        boolean udp = has("udp");
        return new TestParameters(
                udp,
                has("bidirectional") ? Direction.BOTH : has("reverse") ? Direction.DOWNLOAD : Direction.UPLOAD,
                (int) number("streams", 1, 1, TestParameters.MOST_STREAMS),
                (int) number("omit", 0, 0, 60),
                (int) number("time", USUAL_SECONDS, 1, 3600),
                0,
                0,
                udp
                        ? (int) number(
                                "length",
                                USUAL_DATAGRAM_BYTES,
                                TestParameters.LEAST_DATAGRAM_BYTES,
                                TestParameters.MOST_DATAGRAM_BYTES)
                        : (int) number("length", USUAL_BLOCK_BYTES, 1, TestParameters.MOST_BLOCK_BYTES),
                number("rate", udp ? USUAL_DATAGRAM_RATE : 0, 0, 1L << 40),
                (int) number("buffer", 0, 0, 64 << 20),
                has("no-delay"),
                values.getOrDefault("congestion", ""),
                udp,
                has("zerocopy"));
    }

    private long number(String name, long absent, long least, long most) {
        String text = values.getOrDefault(name, Long.toString(absent));
        boolean fine = text.matches("[0-9]{1,18}") && Long.parseLong(text) >= least && Long.parseLong(text) <= most;
        require(fine, "--" + name + " is '" + text + "', allowed is " + least + " to " + most);
        return Long.parseLong(text);
    }
}
