package dev.tare.controller.trial;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Which end of a trial a host is. */
public enum Side {
    @JsonProperty("client")
    CLIENT,
    @JsonProperty("server")
    SERVER;

    public Side other() {
        return this == CLIENT ? SERVER : CLIENT;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
