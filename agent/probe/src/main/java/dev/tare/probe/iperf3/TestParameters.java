package dev.tare.probe.iperf3;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a client asks for.
 *
 * @param streams of each direction
 * @param omitSeconds at the beginning, in no result
 * @param seconds after these; zero where something else ends the test
 * @param bytes after which the client ends it; zero where that is no end, as {@code blocks}
 * @param blockBytes of a write, a read or a datagram
 * @param bitsPerSecond of each stream; zero without limit
 * @param bufferBytes of sockets, each direction; zero leaves the stack's own
 * @param congestion algorithm; empty leaves the stack's own
 * @param wideCounters whether datagrams are numbered by eight bytes, and not four
 * @param zerocopy whether a sender's kernel takes the bytes from where they lie
 * @param limits what the kernel is to keep to
 */
record TestParameters(
        boolean udp,
        Direction direction,
        int streams,
        int omitSeconds,
        int seconds,
        long bytes,
        long blocks,
        int blockBytes,
        long bitsPerSecond,
        int bufferBytes,
        boolean noDelay,
        String congestion,
        boolean wideCounters,
        boolean zerocopy,
        Limits limits) {

    /** Without limits of the kernel's. */
    TestParameters(
            boolean udp,
            Direction direction,
            int streams,
            int omitSeconds,
            int seconds,
            long bytes,
            long blocks,
            int blockBytes,
            long bitsPerSecond,
            int bufferBytes,
            boolean noDelay,
            String congestion,
            boolean wideCounters,
            boolean zerocopy) {
        this(
                udp,
                direction,
                streams,
                omitSeconds,
                seconds,
                bytes,
                blocks,
                blockBytes,
                bitsPerSecond,
                bufferBytes,
                noDelay,
                congestion,
                wideCounters,
                zerocopy,
                Limits.NONE);
    }

    /**
     * What a stream's socket is told.
     *
     * @param segmentBytes of TCP at most (TCP_MAXSEG); zero leaves it to the path
     * @param pacedBitsPerSecond at which the kernel lets a sender's packets go (SO_MAX_PACING_RATE); zero as they come
     */
    record Limits(int segmentBytes, long pacedBitsPerSecond) {
        static final Limits NONE = new Limits(0, 0);

        /** What iperf3's client allows, and Linux accepts. */
        private static final int MOST_SEGMENT_BYTES = 9 << 10;

        private static final int LEAST_SEGMENT_BYTES = 88;

        private static Limits read(Fields json) throws Refusal {
            Fields segments = of(json, Refusal.SEGMENT_SIZE);
            return new Limits(
                    segments.has("MSS") ? (int) segments.whole("MSS", 0, LEAST_SEGMENT_BYTES, MOST_SEGMENT_BYTES) : 0,
                    json.whole("fqrate", 0, 0, MOST));
        }
    }

    static final int MOST_STREAMS = 128;
    static final int MOST_BLOCK_BYTES = 1 << 20;

    /** Of a datagram: two numbers of a time, and the datagram's own, of eight bytes. */
    static final int LEAST_DATAGRAM_BYTES = 16;

    static final int MOST_DATAGRAM_BYTES = 65_507;

    private static final int USUAL_BLOCK_BYTES = 128 << 10;
    private static final int MOST_SECONDS = 86_400;
    private static final int MOST_OMIT_SECONDS = 600;
    private static final int MOST_BUFFER_BYTES = 512 << 20;

    /** Doubles are exact up to here, and JSON's numbers are doubles. */
    private static final long MOST = 1L << 53;

    private static final String CONGESTION = "[a-z0-9_-]{0,15}";

    /** What would make another measurement of it, and is not done here. */
    private static final List<String> UNKNOWN =
            List.of("sctp", "mptcp", "TOS", "flowlabel", "server_affinity", "authtoken");

    /** The same, where this side sends. */
    private static final List<String> UNKNOWN_TO_SENDER = List.of("burst", "dont_fragment");

    /** Which side sends. */
    enum Direction {
        UPLOAD,
        DOWNLOAD,
        BOTH
    }

    static TestParameters read(Fields json) throws Refusal {
        for (String name : UNKNOWN) {
            if (json.has(name)) {
                throw new Refusal(Refusal.UNIMPLEMENTED, "the parameter " + name + " is not known here");
            }
        }
        boolean udp = json.flag("udp");
        String congestion = json.text("congestion", "");
        if (udp == json.flag("tcp") || (json.flag("reverse") && json.flag("bidirectional"))) {
            throw new Refusal(Refusal.BAD_PARAMETERS, "parameters that contradict each other");
        }
        if (json.flag("reverse") || json.flag("bidirectional")) {
            for (String name : UNKNOWN_TO_SENDER) {
                if (json.whole(name, 0, 0, MOST) != 0) {
                    throw new Refusal(
                            Refusal.UNIMPLEMENTED,
                            "the parameter " + name + " is not known here to a server that sends");
                }
            }
        }
        if (!congestion.matches(CONGESTION)) {
            throw new Refusal(Refusal.BAD_PARAMETERS, "congestion is no name");
        }
        return new TestParameters(
                udp,
                json.flag("bidirectional")
                        ? Direction.BOTH
                        : json.flag("reverse") ? Direction.DOWNLOAD : Direction.UPLOAD,
                (int) of(json, Refusal.TOO_MANY_STREAMS).whole("parallel", 1, 1, MOST_STREAMS),
                (int) json.whole("omit", 0, 0, MOST_OMIT_SECONDS),
                (int) of(json, Refusal.TOO_LONG).whole("time", 0, 0, MOST_SECONDS),
                json.whole("num", 0, 0, MOST),
                json.whole("blockcount", 0, 0, MOST),
                block(udp, of(json, Refusal.BLOCK_SIZE)),
                json.whole("bandwidth", 0, 0, MOST),
                (int) of(json, Refusal.BUFFER_SIZE).whole("window", 0, 0, MOST_BUFFER_BYTES),
                json.flag("nodelay"),
                congestion,
                json.flag("udp_counters_64bit"),
                json.flag("zerocopy"),
                Limits.read(json));
    }

    private static int block(boolean udp, Fields json) throws Refusal {
        return (int)
                (udp
                        ? json.whole("len", LEAST_DATAGRAM_BYTES, LEAST_DATAGRAM_BYTES, MOST_DATAGRAM_BYTES)
                        : json.whole("len", USUAL_BLOCK_BYTES, 1, MOST_BLOCK_BYTES));
    }

    private static Fields of(Fields json, int number) {
        return new Fields(json.object(), number);
    }

    JsonObject write() {
        JsonObject json = new JsonObject();
        json.addProperty(udp ? "udp" : "tcp", true);
        json.addProperty("omit", omitSeconds);
        json.addProperty("time", seconds);
        json.addProperty("num", bytes);
        json.addProperty("blockcount", blocks);
        json.addProperty("parallel", streams);
        json.addProperty("len", blockBytes);
        addFlag(json, "nodelay", noDelay);
        addFlag(json, "reverse", direction == Direction.DOWNLOAD);
        addFlag(json, "bidirectional", direction == Direction.BOTH);
        addNumber(json, "bandwidth", bitsPerSecond);
        addNumber(json, "window", bufferBytes);
        addNumber(json, "udp_counters_64bit", wideCounters ? 1 : 0);
        addNumber(json, "zerocopy", zerocopy ? 1 : 0);
        addNumber(json, "MSS", limits.segmentBytes());
        addNumber(json, "fqrate", limits.pacedBitsPerSecond());
        if (!congestion.isEmpty()) {
            json.addProperty("congestion", congestion);
        }
        json.addProperty("client_version", "tare");
        return json;
    }

    private static void addFlag(JsonObject json, String name, boolean set) {
        if (set) {
            json.addProperty(name, true);
        }
    }

    private static void addNumber(JsonObject json, String name, long value) {
        if (value != 0) {
            json.addProperty(name, value);
        }
    }

    /** Of both directions together. */
    int flows() {
        return direction == Direction.BOTH ? 2 * streams : streams;
    }

    /** Of the flow with this place among all, in the order in which they are opened. */
    boolean clientSends(int index) {
        return switch (direction) {
            case UPLOAD -> true;
            case DOWNLOAD -> false;
            case BOTH -> index < streams;
        };
    }

    /** How the protocol numbers flows: 1, 3, 4, 5 and so on. */
    static int id(int index) {
        return index == 0 ? 1 : index + 2;
    }

    /** Zero where something else than time ends it. */
    long lengthNanos() {
        return seconds == 0 ? 0 : TimeUnit.SECONDS.toNanos((long) omitSeconds + seconds);
    }
}
