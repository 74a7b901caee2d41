package dev.tare.controller.analysis.measure;

import dev.tare.controller.archive.DatagramData;
import dev.tare.controller.archive.IntervalData;
import dev.tare.controller.archive.PreparedData;
import dev.tare.controller.archive.SideData;
import dev.tare.controller.trial.Side;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of workloads that can lose what they send, and of those that are asked for a rate.
 *
 * <p>Loss is what the receiver's sequence numbers say: one minus received over expected. Where nothing at all arrived, no
 * number tells, and it is one if the sender sent anything.
 */
final class DatagramNumbers {

    static final String ASKED_BYTES = "asked_bytes_per_second";
    static final String ASKED_TRANSACTIONS = "asked_transactions_per_second";
    static final String SENT = "sent_bytes_per_second";
    static final String LOSS = "loss_ratio";
    static final String REORDERED = "reordered_datagrams";
    static final String DUPLICATES = "duplicate_datagrams";
    static final String JITTER = "jitter_ns";
    static final String TIMEOUTS = "timeouts";
    static final String LATE = "late_answers";
    static final String FRAGMENTS = "fragments_per_datagram";

    /** Without options. */
    private static final int IPV4_BYTES = 20;

    private static final int IPV6_BYTES = 40;

    /** Of IPv6, in every fragment besides (RFC 8200). */
    private static final int FRAGMENT_HEADER_BYTES = 8;

    private static final int UDP_BYTES = 8;

    /** The part of a datagram in a fragment that is not the last is a multiple of this (RFC 791, RFC 8200). */
    private static final int FRAGMENT_UNIT_BYTES = 8;

    private DatagramNumbers() {}

    static void put(SortedMap<String, Double> values, Evidence evidence, Roles roles) {
        putAsked(values, evidence);
        List<DatagramData> counted = datagrams(evidence, roles.counter());
        if (roles.isStream()) {
            if (!counted.isEmpty()) {
                putStream(values, evidence, roles, counted);
            }
            return;
        }
        sum(counted, DatagramData::timeouts).ifPresent(it -> values.put(TIMEOUTS, it));
        sum(counted, DatagramData::lateAnswers).ifPresent(it -> values.put(LATE, it));
    }

    static void putAsked(SortedMap<String, Double> values, Evidence evidence) {
        Pace.of(evidence.cell())
                .ifPresent(pace -> values.put(pace.stream() ? ASKED_BYTES : ASKED_TRANSACTIONS, pace.askedPerSecond()));
    }

    private static void putStream(
            SortedMap<String, Double> values, Evidence evidence, Roles roles, List<DatagramData> counted) {
        Side sender = roles.counter().other();
        putSent(values, evidence, sender);
        double expected = sum(counted, DatagramData::expected).orElse(0);
        double received = sum(counted, DatagramData::received).orElse(0);
        if (expected > 0) {
            values.put(LOSS, Math.max(0, 1 - received / expected));
        } else if (sum(datagrams(evidence, sender), DatagramData::sent).orElse(0) > 0) {
            values.put(LOSS, 1.0);
        }
        sum(counted, DatagramData::reordered).ifPresent(it -> values.put(REORDERED, it));
        sum(counted, DatagramData::duplicates).ifPresent(it -> values.put(DUPLICATES, it));
        counted.stream()
                .map(DatagramData::jitterNanos)
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .average()
                .ifPresent(it -> values.put(JITTER, it));
        putFragments(values, evidence, sender);
    }

    /** Of a sender whose probe counts datagrams. */
    static void putSent(SortedMap<String, Double> values, Evidence evidence, Side sender) {
        if (datagrams(evidence, sender).isEmpty()) {
            return;
        }
        evidence.window(sender)
                .filter(window -> window.seconds() > 0)
                .ifPresent(window -> values.put(
                        SENT,
                        window.intervals().stream()
                                        .map(IntervalData::sentBytes)
                                        .filter(Objects::nonNull)
                                        .mapToLong(Long::longValue)
                                        .sum()
                                / window.seconds()));
    }

    static void putFragments(SortedMap<String, Double> values, Evidence evidence, Side sender) {
        Integer mtu = evidence.side(sender)
                .map(SideData::prepared)
                .map(PreparedData::pathMtuBytes)
                .orElse(null);
        Map<String, String> options = evidence.cell().workload().options();
        String size = options.getOrDefault("size", "");
        boolean ipv6 = evidence.cell().overIpv6();
        int header = ipv6 ? IPV6_BYTES : IPV4_BYTES;
        int ofFragment = ipv6 ? FRAGMENT_HEADER_BYTES : 0;
        if (mtu == null || mtu <= header + ofFragment + FRAGMENT_UNIT_BYTES || !size.matches("[0-9]{1,6}")) {
            return;
        }
        long packet = Long.parseLong(size) + UDP_BYTES;
        int room = mtu - header;
        long unit = (long) (room - ofFragment) / FRAGMENT_UNIT_BYTES * FRAGMENT_UNIT_BYTES;
        // Linux fills the last one of IPv4, too
        long last = ipv6 ? unit : room;
        values.put(FRAGMENTS, packet <= room ? 1.0 : 1.0 + Math.ceilDiv(packet - last, unit));
    }

    private static List<DatagramData> datagrams(Evidence evidence, Side side) {
        return evidence.window(side).stream()
                .flatMap(window -> window.intervals().stream())
                .map(IntervalData::datagrams)
                .filter(Objects::nonNull)
                .toList();
    }

    private static OptionalDouble sum(List<DatagramData> all, Function<DatagramData, @Nullable Long> field) {
        List<Long> told = all.stream().map(field).filter(Objects::nonNull).toList();
        return told.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(told.stream().mapToDouble(Long::doubleValue).sum());
    }
}
