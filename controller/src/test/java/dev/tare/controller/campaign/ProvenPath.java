package dev.tare.controller.campaign;

import java.util.List;

/**
 * Of what a verdict says, that the bytes went where they should is true on any machine; when and how fast they went a slow one
 * may doubt.
 */
final class ProvenPath {

    private static final List<String> DENIALS = List.of(
            "the path does not account",
            "the path carried more",
            "path is not proven",
            "the path is within the host, but");

    private ProvenPath() {}

    static boolean isDenied(String reason) {
        return DENIALS.stream().anyMatch(reason::contains);
    }
}
