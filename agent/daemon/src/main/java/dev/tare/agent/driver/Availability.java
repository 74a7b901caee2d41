package dev.tare.agent.driver;

/** Whether a runtime or network can be used on this host. */
public sealed interface Availability {

    /**
     * It can.
     *
     * @param version of what would run, e.g. {@code runc 1.1.5}
     * @param emulated true where it runs under emulation and is never comparable
     */
    record Usable(String version, boolean emulated) implements Availability {}

    /**
     * It cannot.
     *
     * @param reason what was tried and what came of it
     * @param remedy what to do, e.g. {@code apt-get install runc}
     */
    record Unusable(String reason, String remedy) implements Availability {}
}
