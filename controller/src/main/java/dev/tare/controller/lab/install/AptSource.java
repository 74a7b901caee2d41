package dev.tare.controller.lab.install;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where the machine gets binary packages from: one stanza of a {@code .sources} file, or one line of a {@code .list}.
 *
 * @param uris as written, never made up
 * @param options everything else that the machine's owner wrote, such as {@code Signed-By}
 */
record AptSource(String uris, List<String> suites, List<String> components, Map<String, String> options) {

    /** Of a stanza, what is not passed on: replaced, or of no meaning for a download. */
    private static final List<String> REPLACED = List.of("types", "uris", "suites", "components", "enabled");

    AptSource {
        suites = List.copyOf(suites);
        components = List.copyOf(components);
        options = Map.copyOf(options);
    }

    /** All sources of a {@code .sources} file (deb822 format). */
    static List<AptSource> stanzas(String text) {
        List<AptSource> sources = new ArrayList<>();
        for (String stanza : text.split("\\n\\s*\\n", -1)) {
            stanza(stanza).ifPresent(sources::add);
        }
        return sources;
    }

    private static Optional<AptSource> stanza(String stanza) {
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        String last = "";
        for (String line : stanza.lines().filter(line -> !line.startsWith("#")).toList()) {
            int colon = line.indexOf(':');
            if (line.startsWith(" ") || line.startsWith("\t")) {
                fields.merge(last, "\n" + line, String::concat);
            } else if (colon > 0) {
                last = line.substring(0, colon);
                fields.put(last, line.substring(colon + 1).strip());
            }
        }
        boolean usable = words(fields.getOrDefault("Types", "")).contains("deb")
                && !fields.getOrDefault("Enabled", "yes").equals("no");
        if (!usable) {
            return Optional.empty();
        }
        Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        options.putAll(fields);
        REPLACED.forEach(options::remove);
        return Optional.of(new AptSource(
                fields.getOrDefault("URIs", ""),
                words(fields.getOrDefault("Suites", "")),
                words(fields.getOrDefault("Components", "")),
                options));
    }

    /** All sources of a {@code .list} file: {@code deb [option=value] URI suite component…}. */
    static List<AptSource> lines(String text) {
        List<AptSource> sources = new ArrayList<>();
        for (String line : text.lines().map(String::strip).toList()) {
            if (line.startsWith("deb ") || line.startsWith("deb\t")) {
                line(line.substring("deb".length()).strip()).ifPresent(sources::add);
            }
        }
        return sources;
    }

    private static Optional<AptSource> line(String rest) {
        Map<String, String> options = new TreeMap<>();
        String plain = rest;
        if (rest.startsWith("[") && rest.contains("]")) {
            for (String option : words(rest.substring(1, rest.indexOf(']')))) {
                int equals = option.indexOf('=');
                if (equals > 0) {
                    options.put(
                            fieldName(option.substring(0, equals)),
                            option.substring(equals + 1).replace(',', ' '));
                }
            }
            plain = rest.substring(rest.indexOf(']') + 1);
        }
        List<String> words = words(plain);
        return words.size() < 3
                ? Optional.empty()
                : Optional.of(
                        new AptSource(words.get(0), List.of(words.get(1)), words.subList(2, words.size()), options));
    }

    /** The same repository with another suite and component, as a stanza. */
    String stanza(String suite, String component) {
        StringBuilder text = new StringBuilder();
        text.append("Types: deb\nURIs: ").append(uris).append('\n');
        text.append("Suites: ")
                .append(suite)
                .append("\nComponents: ")
                .append(component)
                .append('\n');
        new TreeMap<>(options)
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append('\n'));
        return text.toString();
    }

    private static String fieldName(String option) {
        return switch (option) {
            case "arch" -> "Architectures";
            case "signed-by" -> "Signed-By";
            case "trusted" -> "Trusted";
            default -> option;
        };
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+", -1));
    }
}
