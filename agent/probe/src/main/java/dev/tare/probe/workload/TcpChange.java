package dev.tare.probe.workload;

import dev.tare.common.linux.TcpInfo;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;

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

    private static OptionalLong grown(
            List<TcpInfo> before, List<TcpInfo> after, Function<TcpInfo, OptionalLong> field) {
        if (!after.stream().allMatch(info -> field.apply(info).isPresent())) {
            return OptionalLong.empty();
        }
        // 32 bits in the kernel: differences are right across an overflow, absolute values are not
        return OptionalLong.of(IntStream.range(0, after.size())
                .mapToLong(i ->
                        Integer.toUnsignedLong((int) (field.apply(after.get(i)).orElse(0)
                                - field.apply(before.get(i)).orElse(0))))
                .sum());
    }

    private static OptionalLong mean(List<TcpInfo> infos, Function<TcpInfo, OptionalLong> field) {
        var mean = infos.stream()
                .map(field)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .average();
        return mean.isPresent() ? OptionalLong.of(Math.round(mean.getAsDouble())) : OptionalLong.empty();
    }
}
