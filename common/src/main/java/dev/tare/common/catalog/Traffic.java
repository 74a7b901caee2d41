package dev.tare.common.catalog;

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

    /** In how many directions streams run at once, where any do. */
    default int streamDirections() {
        return 1;
    }

    /** Packets without payload that each message brings with it, in its direction: at least, and at most. */
    Extra extra();

    /** How many packets besides; acknowledgements of what came the other way are not among them. */
    record Extra(int least, int most) {
        static final Extra NONE = new Extra(0, 0);
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

    /** Bytes in one direction that TCP cuts into segments. */
    record Stream(Sender sender) implements Traffic {

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
        public Extra extra() {
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
        public Extra extra() {
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
        public Extra extra() {
            return Extra.NONE;
        }
    }

    /**
     * Requests, each answered by a response.
     *
     * @param request the option with a request's size
     * @param response the option with a response's size
     */
    record Exchanges(Transport transport, Extra extra, String request, String response) implements Traffic {

        Exchanges(Transport transport, Extra extra) {
            this(transport, extra, "request", "response");
        }

        @Override
        public boolean clientSends(Map<String, String> options) {
            return true;
        }

        @Override
        public OptionalLong messageBytes(boolean toServer, Map<String, String> options) {
            return bytes(options, toServer ? request : response);
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
        public Extra extra() {
            return Extra.NONE;
        }
    }

    private static OptionalLong bytes(Map<String, String> options, String name) {
        String text = options.getOrDefault(name, "1");
        return OptionalLong.of(text.matches("[0-9]{1,12}") ? Math.max(1, Long.parseLong(text)) : 1);
    }
}
