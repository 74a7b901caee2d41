package dev.tare.probe.workload;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What became of datagrams since the beginning; what a side does not know is empty.
 *
 * @param sent handed to the kernel
 * @param received whole ones of the peer, each once
 * @param expected by the receiver of a stream: by how much the highest sequence number has grown
 * @param reordered received after one with a higher sequence number
 * @param duplicates received once more
 * @param timeouts requests that were sent again because no response came in time
 * @param lateAnswers responses that nobody waited for any more
 * @param jitterNanos interarrival jitter now, not a count (RFC 3550, section 6.4.1)
 */
public record Datagrams(
        long sent,
        OptionalLong received,
        OptionalLong expected,
        OptionalLong reordered,
        OptionalLong duplicates,
        OptionalLong timeouts,
        OptionalLong lateAnswers,
        OptionalLong jitterNanos) {

    static Optional<Datagrams> between(Optional<Datagrams> earlier, Optional<Datagrams> later) {
        return earlier.isPresent() && later.isPresent()
                ? Optional.of(later.get().since(earlier.get()))
                : Optional.empty();
    }

    private Datagrams since(Datagrams earlier) {
        return new Datagrams(
                sent - earlier.sent,
                grown(received, earlier.received),
                grown(expected, earlier.expected),
                grown(reordered, earlier.reordered),
                grown(duplicates, earlier.duplicates),
                grown(timeouts, earlier.timeouts),
                grown(lateAnswers, earlier.lateAnswers),
                jitterNanos);
    }

    private static OptionalLong grown(OptionalLong now, OptionalLong earlier) {
        return now.isPresent() ? OptionalLong.of(now.getAsLong() - earlier.orElse(0)) : now;
    }
}
