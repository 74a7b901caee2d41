package dev.tare.agent.runtime;

import java.util.Optional;

/** CPU time of everything that belongs to an instance, since it started. */
public interface Accounting {

    /** Empty where it cannot be told. */
    Optional<CpuTime> read();

    /** User and system time, in nanoseconds. */
    record CpuTime(long userNanos, long systemNanos) {}
}
