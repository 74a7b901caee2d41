package dev.tare.controller.trial;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well a trial's two sides were on one clock.
 *
 * @param start null where a side never began, or a clock is not known
 * @param clocks of the sides whose clock was followed all through the trial
 */
public record Synchrony(@Nullable Skew start, Map<Side, Followed> clocks) {

    public Synchrony {
        clocks = Map.copyOf(clocks);
    }

    /**
     * How much later the server's probe began than the client's, both having been told one instant.
     *
     * @param boundNanos it is true within plus and minus this
     */
    public record Skew(long skewNanos, long boundNanos) {}

    /**
     * An agent's clock against the controller's, before, during and after the trial.
     *
     * @param exchanges those that can be true
     * @param impossible those that cannot, by their own stamps
     * @param straight whether one line fits them all
     * @param driftPpb how much faster the agent's clock ran, in thousand millionths
     */
    public record Followed(int exchanges, int impossible, boolean straight, long driftPpb) {

        /** Nothing speaks against the clock. */
        public boolean sound() {
            return straight && impossible == 0;
        }
    }
}
