package dev.tare.controller.report;

import java.util.ArrayList;
import java.util.List;

/**
 * What a group of cells says, in words.
 *
 * @param subject what is compared on which link, without a colon
 * @param parts a phrase for each network, and for what could not be compared
 */
record Comparison(String subject, List<String> parts) {

    Comparison {
        parts = List.copyOf(parts);
    }

    Comparison and(List<String> more) {
        List<String> all = new ArrayList<>(parts);
        all.addAll(more);
        return new Comparison(subject, all);
    }

    /** A sentence without its end. */
    String text() {
        return subject + ": " + String.join("; ", parts);
    }
}
