package dev.tare.controller.fleet;

import java.util.List;

/** What a sweep reaped, and what it could not, each with the reason. */
public record Sweep(List<String> reaped, List<String> failed) {

    public Sweep {
        reaped = List.copyOf(reaped);
        failed = List.copyOf(failed);
    }
}
