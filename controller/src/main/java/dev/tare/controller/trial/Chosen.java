package dev.tare.controller.trial;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A kind of the catalogue as a plan chose it.
 *
 * @param name the catalogue's name, never an alias
 * @param options all options of the kind, defaults filled in, in wire form
 */
public record Chosen(String name, SortedMap<String, String> options) {

    public Chosen {
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }

    public static Chosen of(String name, Map<String, String> options) {
        return new Chosen(name, new TreeMap<>(options));
    }
}
