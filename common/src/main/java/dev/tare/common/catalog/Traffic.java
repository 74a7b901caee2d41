package dev.tare.common.catalog;

import dev.tare.common.http.HttpText;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a workload sends each way, so that the counters of a device can be held against its payload. Sizes are the values
 * of options, in bytes.
 */
public sealed interface Traffic {

    Transport transport();

    /** Whether a stream runs from the client to the server; true of an exchange, where both send. */
    boolean clientSends(Map<String, String> options);

    /** Bytes that leave as a packet of their own, to the server or to the client; empty where a stream fills packets. */
    OptionalLong messageBytes(boolean toServer, Map<String, String> options);

    /** So much payload as the transport carries it: where something between the two adds to it, it is more. */
    default long onTransport(long payload, Map<String, String> options) {
        return payload;
    }

    /** In how many directions streams run at once, where any do. */
    default int streamDirections() {
        return 1;
    }

    /** Packets without payload that each message brings with it, in its direction: at least, and at most. */
    Extra extra(Map<String, String> options);

    /** How many packets besides; acknowledgements of what came the other way are not among them. */
    record Extra(int least, int most) {
        static final Extra NONE = new Extra(0, 0);

        /** A SYN or its answer at least; at most request, response and FIN are each acknowledged alone. */
        static final Extra CONNECTION = new Extra(1, 6);
    }

    /** Which side sends a stream. */
    enum Sender {
        CLIENT,
        SERVER,
        /** As the option {@code direction} says: {@code upload} or {@code download}. */
        OPTION;

        boolean isClient(Map<String, String> options) {
            return switch (this) {
                case CLIENT -> true;
                case SERVER -> false;
                case OPTION -> !"download".equals(options.get("direction"));
            };
        }
    }

    /**
     * Bytes in one direction that TCP cuts into segments.
     *
     * @param sealed in records of TLS, of option {@code block}
     */
    record Stream(Sender sender, boolean sealed) implements Traffic {

        Stream(Sender sender) {
            this(sender, false);
        }

        @Override
        public long onTransport(long payload, Map<String, String> options) {
            return sealed ? TlsRecords.around(payload, bytes(options, "block").orElseThrow()) : payload;
        }

        @Override
        public Transport transport() {
            return Transport.TCP;
        }

        @Override
        public boolean clientSends(Map<String, String> options) {
            return sender.isClient(options);
        }

        @Override
        public OptionalLong messageBytes(boolean toServer, Map<String, String> options) {
            return OptionalLong.empty();
        }

        @Override
        public Extra extra(Map<String, String> options) {
            return Extra.NONE;
        }
    }

    /** Bytes in both directions at once. */
    record BothWays() implements Traffic {

        @Override
        public Transport transport() {
            return Transport.TCP;
        }

        @Override
        public boolean clientSends(Map<String, String> options) {
            return true;
        }

        @Override
        public OptionalLong messageBytes(boolean toServer, Map<String, String> options) {
            return OptionalLong.empty();
        }

        @Override
        public int streamDirections() {
            return 2;
        }

        @Override
        public Extra extra(Map<String, String> options) {
            return Extra.NONE;
        }
    }

    /** Datagrams in one direction, each of option {@code size}. */
    record Datagrams(Sender sender) implements Traffic {

        @Override
        public Transport transport() {
            return Transport.UDP;
        }

        @Override
        public boolean clientSends(Map<String, String> options) {
            return sender.isClient(options);
        }

        @Override
        public OptionalLong messageBytes(boolean toServer, Map<String, String> options) {
            return bytes(options, "size");
        }

        @Override
        public Extra extra(Map<String, String> options) {
            return Extra.NONE;
        }
    }

    /**
     * Requests, each answered by a response.
     *
     * @param each what comes with a message
     * @param request the option with a request's size
     * @param response the option with a response's size
     */
    record Exchanges(Transport transport, Extra each, String request, String response) implements Traffic {

        Exchanges(Transport transport, Extra each) {
            this(transport, each, "request", "response");
        }

        @Override
        public boolean clientSends(Map<String, String> options) {
            return true;
        }

        @Override
        public OptionalLong messageBytes(boolean toServer, Map<String, String> options) {
            return bytes(options, toServer ? request : response);
        }

        @Override
        public Extra extra(Map<String, String> options) {
            return each;
        }
    }

    /**
     * Requests by HTTP, each answered by a body of option {@code response}. Where option {@code connection} is {@code new}, each
     * is on a connection of its own.
     */
    record Http() implements Traffic {

        @Override
        public Transport transport() {
            return Transport.TCP;
        }

        /** Of the bodies. */
        @Override
        public boolean clientSends(Map<String, String> options) {
            return false;
        }

        @Override
        public OptionalLong messageBytes(boolean toServer, Map<String, String> options) {
            if (toServer) {
                return OptionalLong.of(HttpText.request(closes(options)).length());
            }
            long body = bytes(options, "response").orElseThrow();
            return OptionalLong.of(HttpText.responseHead(body, closes(options)).length() + body);
        }

        @Override
        public Extra extra(Map<String, String> options) {
            return closes(options) ? Extra.CONNECTION : Extra.NONE;
        }

        private static boolean closes(Map<String, String> options) {
            return "new".equals(options.get("connection"));
        }
    }

    /** Requests, each answered by a response, on one connection; and streams one way on others. */
    record LoadedExchanges(Sender load) implements Traffic {

        @Override
        public Transport transport() {
            return Transport.TCP;
        }

        /** Of the load. */
        @Override
        public boolean clientSends(Map<String, String> options) {
            return load.isClient(options);
        }

        /** The load's way is a stream's; the messages among it are too small a part of it to tell. */
        @Override
        public OptionalLong messageBytes(boolean toServer, Map<String, String> options) {
            return toServer == clientSends(options)
                    ? OptionalLong.empty()
                    : bytes(options, toServer ? "request" : "response");
        }

        @Override
        public Extra extra(Map<String, String> options) {
            return Extra.NONE;
        }
    }

    private static OptionalLong bytes(Map<String, String> options, String name) {
        String text = options.getOrDefault(name, "1");
        return OptionalLong.of(text.matches("[0-9]{1,12}") ? Math.max(1, Long.parseLong(text)) : 1);
    }
}
