package dev.tare.controller.plan;

import dev.tare.common.catalog.Tuning;
import dev.tare.controller.yaml.Node;
import dev.tare.controller.yaml.Problems;
import dev.tare.controller.yaml.Scalars;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads one {@code tuning}: {@code none}, or a mapping of settings such as {@code {gro: off, mtu: 1400}}. */
record TuningReader(Problems problems) {

    Optional<Tuning> read(Node node) {
        return switch (node) {
            case Node.Scalar scalar when scalar.text().equals(Tuning.NONE_WORD) -> Optional.of(Tuning.NONE);
            case Node.Mapping mapping when !mapping.entries().isEmpty() -> settings(mapping);
            default -> {
                problems.add(
                        node.mark(),
                        "expected a tuning: none, or {setting: value} such as {gro: off}, not " + node.shape());
                yield Optional.empty();
            }
        };
    }

    private Optional<Tuning> settings(Node.Mapping mapping) {
        Map<String, String> settings = new TreeMap<>();
        boolean sound = true;
        for (Node.Entry entry : mapping.entries()) {
            Optional<String> value = Scalars.text(entry.value(), problems);
            if (value.isEmpty()) {
                sound = false;
                continue;
            }
            try {
                Tuning.check(entry.key(), value.get());
                settings.put(entry.key(), value.get());
            } catch (IllegalArgumentException refused) {
                problems.add(entry.mark(), String.valueOf(refused.getMessage()));
                sound = false;
            }
        }
        return sound ? Optional.of(Tuning.of(settings)) : Optional.empty();
    }
}
