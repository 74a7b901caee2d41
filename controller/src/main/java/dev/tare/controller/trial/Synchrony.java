package dev.tare.controller.trial;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well a trial's two sides were on one clock.
 *
 * @param start null where a side never began, or a clock is not known
 * @param clocks of the sides whose clock was followed all through the trial
 * @param between null where the two sides' clocks cannot be compared, and in archives of before it was told
 */
public record Synchrony(
        @Nullable Skew start,
        Map<Side, Followed> clocks,
        @Nullable Between between) {

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
     * A clock that was asked for before, during and after the trial.
     *
     * @param exchanges those that can be true
     * @param impossible those that cannot, by their own stamps
     * @param straight whether one line fits them all
     * @param driftPpb how much faster the asked clock ran than the asker's, in thousand millionths
     */
    public record Followed(int exchanges, int impossible, boolean straight, long driftPpb) {

        /** Nothing speaks against the clock. */
        public boolean sound() {
            return straight && impossible == 0;
        }
    }

    /**
     * What is known of one side's agent's clock against the other's.
     *
     * @param source of what is said of one side against the other
     * @param boundNanos within which it is true, at the worst of the instants that were looked at
     * @param direct what the client's agent heard from the server's; null where it heard nothing
     * @param comparison null where there are no two ways
     */
    public record Between(
            Source source,
            long boundNanos,
            @Nullable Followed direct,
            @Nullable Comparison comparison) {

        /** One of those who told their clocks did not tell them as they are, or not to everybody. */
        public boolean contradicts() {
            return comparison != null && comparison.contradicts();
        }
    }

    /** How one side's clock was put against the other's. */
    public enum Source {
        /** Both sides have one agent, and so one clock. */
        @JsonProperty("one-clock")
        ONE_CLOCK,
        /** One agent asked the other. */
        @JsonProperty("direct")
        DIRECT,
        /** The controller asked both. */
        @JsonProperty("controller")
        CONTROLLER;
    }

    /**
     * The two ways to one offset, at the instant where they agree least.
     *
     * @param differenceNanos server's clock minus client's: as the agents found it, less what the controller found
     */
    public record Comparison(long directBoundNanos, long controllerBoundNanos, long differenceNanos) {

        /** By how much they differ more than both bounds explain; negative where these do. */
        public long excessNanos() {
            return Math.abs(differenceNanos) - directBoundNanos - controllerBoundNanos;
        }

        public boolean contradicts() {
            return excessNanos() > 0;
        }
    }
}
