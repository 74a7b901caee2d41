package dev.tare.agent.runtime;

/** What a driver does not take; the controller knows from the catalogue and does not ask. */
public final class Refused {

    private Refused() {}

    public static IllegalArgumentException attachment(String runtime, LaunchSpec spec) {
        return new IllegalArgumentException("runtime " + runtime + " does not take "
                + spec.attachment().getClass().getSimpleName());
    }
}
