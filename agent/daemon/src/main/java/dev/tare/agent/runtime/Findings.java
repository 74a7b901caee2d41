package dev.tare.agent.runtime;

import dev.tare.agent.driver.Availability;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What was found by trying, remembered by what was tried: usually the build of a program and the options it was given. What
 * works stays so until a launch fails; what does not is tried again after a while, because a busy host may have been too
 * slow.
 */
final class Findings {

    private static final long UNUSABLE_FOR_NANOS = Duration.ofMinutes(10).toNanos();

    private final Map<Object, Finding> all = new ConcurrentHashMap<>();

    @Inject
    Findings() {}

    /** After a launch that failed: the host may have changed under any of it. */
    void forget() {
        all.clear();
    }

    /** One attempt at a time for each: a second asker waits for the first one's answer. */
    Availability of(Object tried, Usability.Check attempt) throws IOException, InterruptedException {
        return all.computeIfAbsent(tried, _ -> new Finding()).answer(attempt);
    }

    /** The last answer to one question. */
    private static final class Finding {

        private @Nullable Availability availability;
        private long atNanos;

        synchronized Availability answer(Usability.Check attempt) throws IOException, InterruptedException {
            Availability known = availability;
            if (known instanceof Availability.Usable
                    || (known != null && System.nanoTime() - atNanos < UNUSABLE_FOR_NANOS)) {
                return known;
            }
            Availability found = attempt.run();
            availability = found;
            atNanos = System.nanoTime();
            return found;
        }
    }
}
