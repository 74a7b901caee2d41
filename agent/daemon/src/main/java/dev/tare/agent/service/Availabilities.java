package dev.tare.agent.service;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.runtime.RuntimeDriver;
import dev.tare.agent.runtime.Usability;
import dev.tare.proto.agent.v1.RuntimeAvailability;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what drivers found out about their runtimes: a platform is tried by running it, which no trial should pay for
 * twice. What can be used stays so until a launch fails; what cannot is tried again after a while, in case it was mended.
 */
final class Availabilities {

    private static final long UNUSABLE_FOR_NANOS = Duration.ofMinutes(5).toNanos();

    private final Usability usability;
    private final Map<Key, Known> known = new ConcurrentHashMap<>();

    @Inject
    Availabilities(Usability usability) {
        this.usability = usability;
    }

    private record Key(String runtime, Map<String, String> options) {}

    private record Known(Availability availability, long atNanos) {

        boolean holds() {
            return availability instanceof Availability.Usable || System.nanoTime() - atNanos < UNUSABLE_FOR_NANOS;
        }
    }

    Availability of(RuntimeDriver driver, Map<String, String> options, Deadline deadline) {
        return known(driver, options).orElseGet(() -> {
            Availability now = driver.check(options, deadline);
            // a trial that is stopped meanwhile has found out nothing about the runtime
            if (!Thread.currentThread().isInterrupted()) {
                known.put(new Key(driver.name(), Map.copyOf(options)), new Known(now, System.nanoTime()));
            }
            return now;
        });
    }

    /** All that is known without trying, by name and options. */
    List<RuntimeAvailability> known() {
        return known.entrySet().stream()
                .filter(each -> each.getValue().holds())
                .sorted(Comparator.comparing(each ->
                        each.getKey().runtime() + new TreeMap<>(each.getKey().options())))
                .map(each -> Wire.availability(
                        each.getKey().runtime(),
                        each.getKey().options(),
                        each.getValue().availability()))
                .toList();
    }

    /** What is known without trying: empty where nothing is, or what was found is too old. */
    private Optional<Availability> known(RuntimeDriver driver, Map<String, String> options) {
        return Optional.ofNullable(known.get(new Key(driver.name(), Map.copyOf(options))))
                .filter(Known::holds)
                .map(Known::availability);
    }

    /** After a launch that failed: look again next time. */
    void forget(RuntimeDriver driver) {
        known.keySet().removeIf(key -> key.runtime().equals(driver.name()));
        usability.forget();
    }
}
