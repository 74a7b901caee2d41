package dev.tare.controller.trial;

/** Which end of a trial a host is; also the names of the hosts in a lab file. */
public enum Side {
    CLIENT,
    SERVER;

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
