package dev.tare.common;

/**
 * The version of the two wires, {@code tare.agent.v1} and {@code tare.probe.v1}, taken together. It rises when one end can
 * no longer talk to the other as it was built before; ends of different versions refuse each other.
 */
public final class Protocol {

    public static final int VERSION = 1;

    private Protocol() {}
}
