package dev.tare.agent.process;

import dev.tare.common.text.Printable;

/**
 * Ids of a trial that has both of its sides on this host: what one side makes is written down and named after that side, so that
 * each is torn down and audited by itself, and what both use after the trial.
 */
public final class SideIds {

    private static final String CLIENT = "-c";
    private static final String SERVER = "-s";

    private SideIds() {}

    public static String of(String trialId, boolean server) {
        return trialId + (server ? SERVER : CLIENT);
    }

    /** The trial's, of one that {@link #of} made. */
    public static String trial(String sideId) {
        if (!sideId.endsWith(CLIENT) && !sideId.endsWith(SERVER)) {
            throw new IllegalArgumentException("not the id of a side: " + Printable.of(sideId));
        }
        return sideId.substring(0, sideId.length() - CLIENT.length());
    }
}
