package dev.tare.probe.workload;

import dev.tare.common.linux.TcpInfo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Several connections between two readings: counts are sums of the differences, state is the mean at the later one. */
public record TcpChange(
        OptionalLong retransmittedSegments,
        OptionalLong dsackDuplicates,
        OptionalLong rttMicros,
        OptionalLong rttVarianceMicros,
        OptionalLong minRttMicros,
        OptionalLong congestionWindowSegments,
        OptionalLong segmentsOut,
        OptionalLong segmentsIn) {

    /** Empty where there is no connection, or the stack told nothing at all. */
    static Optional<TcpChange> between(List<TcpInfo> before, List<TcpInfo> after) {
        if (after.isEmpty() || before.size() != after.size()) {
            return Optional.empty();
        }
        return Optional.of(new TcpChange(
                grown(before, after, TcpInfo::retransmittedSegments),
                grown(before, after, TcpInfo::dsackDuplicates),
                mean(after, TcpInfo::rttMicros),
                mean(after, TcpInfo::rttVarianceMicros),
                mean(after, TcpInfo::minRttMicros),
                mean(after, TcpInfo::congestionWindowSegments),
                grown(before, after, TcpInfo::segmentsOut),
                grown(before, after, TcpInfo::segmentsIn)));
    }

    // Loops and not streams: this runs cold, ten times a second, on the CPU that the traffic needs.

    private static OptionalLong grown(
            List<TcpInfo> before, List<TcpInfo> after, Function<TcpInfo, OptionalLong> field) {
        long sum = 0;
        for (int i = 0; i < after.size(); i++) {
            OptionalLong now = field.apply(after.get(i));
            if (now.isEmpty()) {
                return now;
            }
            // 32 bits in the kernel: differences are right across an overflow, absolute values are not
            long difference = now.getAsLong() - field.apply(before.get(i)).orElse(0);
            sum += Integer.toUnsignedLong((int) difference);
        }
        return OptionalLong.of(sum);
    }

    private static OptionalLong mean(List<TcpInfo> infos, Function<TcpInfo, OptionalLong> field) {
        double sum = 0;
        int told = 0;
        for (TcpInfo info : infos) {
            OptionalLong value = field.apply(info);
            if (value.isPresent()) {
                sum += value.getAsLong();
                told++;
            }
        }
        return told == 0 ? OptionalLong.empty() : OptionalLong.of(Math.round(sum / told));
    }
}
