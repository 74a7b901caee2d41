package dev.tare.agent.service;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.runtime.RuntimeDriver;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what drivers found out about their runtimes: a platform is tried by running it, which no trial should pay for
 * twice. What can be used stays so until a launch fails; what cannot is tried again after a while, in case it was mended.
 */
final class Availabilities {

    private static final long UNUSABLE_FOR_NANOS = Duration.ofMinutes(5).toNanos();

    private final Map<Key, Known> known = new ConcurrentHashMap<>();

    @Inject
    Availabilities() {}

    private record Key(String runtime, Map<String, String> options) {}

    private record Known(Availability availability, long atNanos) {

        boolean holds() {
            return availability instanceof Availability.Usable || System.nanoTime() - atNanos < UNUSABLE_FOR_NANOS;
        }
    }

    Availability of(RuntimeDriver driver, Map<String, String> options, Deadline deadline) {
        Key key = new Key(driver.name(), Map.copyOf(options));
        Known before = known.get(key);
        if (before != null && before.holds()) {
            return before.availability();
        }
        Availability now = driver.check(options, deadline);
        known.put(key, new Known(now, System.nanoTime()));
        return now;
    }

    /** After a launch that failed: look again next time. */
    void forget(RuntimeDriver driver) {
        known.keySet().removeIf(key -> key.runtime().equals(driver.name()));
    }
}
