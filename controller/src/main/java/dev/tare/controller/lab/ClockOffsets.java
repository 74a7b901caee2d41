package dev.tare.controller.lab;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * How far each host's monotonic clock is ahead of the machine's.
 *
 * @param hosts whole seconds, by name; a host that is not in it has the machine's clock
 */
public record ClockOffsets(@JsonValue SequencedMap<String, Duration> hosts) {

    /** The kernel takes no more than this (KTIME_SEC_MAX / 2); a host that has been up for a century is enough. */
    private static final Duration MOST = Duration.ofDays(36_500);

    /** Room for the time that passes between reading the uptime and making the clock. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    // after the bound that its constructor checks
    public static final ClockOffsets NONE = new ClockOffsets(new LinkedHashMap<>());

    public ClockOffsets {
        hosts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(hosts));
        if (hosts.values().stream().anyMatch(offset -> offset.abs().compareTo(MOST) > 0)) {
            throw new IllegalArgumentException("a clock offset is at most " + MOST.toDays() + " days");
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static ClockOffsets read(LinkedHashMap<String, Duration> hosts) {
        return new ClockOffsets(hosts);
    }

    /** Of these hosts, each of which is in it afterwards. */
    public static ClockOffsets of(List<String> names, Map<String, Duration> chosen) {
        SequencedMap<String, Duration> hosts = new LinkedHashMap<>();
        names.forEach(name -> hosts.put(name, chosen.getOrDefault(name, Duration.ZERO)));
        return new ClockOffsets(hosts);
    }

    public Duration of(String host) {
        return hosts.getOrDefault(host, Duration.ZERO);
    }

    /**
     * The same differences between the hosts where no clock would be before zero: the kernel refuses an offset below
     * minus the uptime, so all are shifted forward instead.
     */
    public ClockOffsets possibleAfter(Duration uptime) {
        Duration least = hosts.values().stream().min(Duration::compareTo).orElse(Duration.ZERO);
        Duration missing = uptime.minus(MARGIN).plus(least).negated();
        if (missing.isNegative() || missing.isZero()) {
            return this;
        }
        // the host that was to be furthest behind keeps the machine's clock
        SequencedMap<String, Duration> forward = new LinkedHashMap<>();
        hosts.forEach((name, offset) -> forward.put(name, offset.minus(least)));
        return new ClockOffsets(forward);
    }
}
