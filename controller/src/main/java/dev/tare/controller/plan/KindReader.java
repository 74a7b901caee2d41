package dev.tare.controller.plan;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.Kind;
import dev.tare.common.catalog.OptionSpec;
import dev.tare.common.catalog.OptionText;
import dev.tare.common.catalog.OptionType;
import dev.tare.controller.trial.Chosen;
import dev.tare.controller.yaml.Nearest;
import dev.tare.controller.yaml.Node;
import dev.tare.controller.yaml.Problems;
import dev.tare.controller.yaml.Scalars;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a kind of the catalogue: {@code name} or {@code {name: {option: value}}}.
 *
 * @param what for messages: {@code runtime}
 */
record KindReader<K extends Kind>(String what, List<K> kinds, Problems problems) {

    /** With all options, defaults filled in. */
    Optional<Chosen> withDefaults(Node node) {
        return read(node, true);
    }

    /** With the options that stand there only. */
    Optional<Chosen> asWritten(Node node) {
        return read(node, false);
    }

    private Optional<Chosen> read(Node node, boolean defaults) {
        return switch (node) {
            case Node.Scalar scalar ->
                Scalars.text(scalar, problems).flatMap(name -> chosen(name, node, Optional.empty(), defaults));
            case Node.Mapping mapping
            when mapping.entries().size() == 1 -> {
                Node.Entry entry = mapping.entries().getFirst();
                yield chosen(
                        entry.key(),
                        new Node.Scalar(entry.mark(), entry.key(), true),
                        Optional.of(entry.value()),
                        defaults);
            }
            default -> {
                problems.add(
                        node.mark(),
                        "expected a " + what + ": name, or {name: {option: value}}, not " + node.shape()
                                + (node instanceof Node.Mapping ? " of several keys" : ""));
                yield Optional.empty();
            }
        };
    }

    private Optional<Chosen> chosen(String name, Node at, Optional<Node> options, boolean defaults) {
        Optional<K> kind = Catalog.find(kinds, name);
        if (kind.isEmpty()) {
            problems.add(at.mark(), "unknown " + what + " '" + name + "'" + hint(name));
            return Optional.empty();
        }
        Map<String, String> wire = new HashMap<>();
        if (defaults) {
            kind.get().options().forEach(option -> wire.put(option.name(), option.defaultValue()));
        }
        boolean sound = options.map(node -> readOptions(kind.get(), node, wire)).orElse(true);
        return sound ? Optional.of(Chosen.of(kind.get().name(), wire)) : Optional.empty();
    }

    private boolean readOptions(K kind, Node node, Map<String, String> wire) {
        if (!(node instanceof Node.Mapping mapping)) {
            problems.add(node.mark(), "the options of " + kind.name() + " must be a mapping, not " + node.shape());
            return false;
        }
        boolean sound = true;
        for (Node.Entry entry : mapping.entries()) {
            Optional<OptionSpec> option = kind.options().stream()
                    .filter(spec -> spec.name().equals(entry.key()))
                    .findFirst();
            if (option.isEmpty()) {
                List<String> known =
                        kind.options().stream().map(OptionSpec::name).toList();
                String none = known.isEmpty() ? "; it has none" : Nearest.hint(entry.key(), known);
                problems.add(
                        entry.mark(), "unknown option '" + entry.key() + "' of " + what + " " + kind.name() + none);
                sound = false;
                continue;
            }
            Optional<String> value = Scalars.parsed(entry.value(), text -> valueOf(option.get(), text), problems);
            value.ifPresent(text -> wire.put(entry.key(), text));
            sound &= value.isPresent();
        }
        return sound;
    }

    private static String valueOf(OptionSpec option, String text) {
        if (option.type() == OptionType.CHOICE && !option.choices().contains(text)) {
            throw new IllegalArgumentException(
                    "unknown " + option.name() + " '" + text + "'" + Nearest.hint(text, option.choices()));
        }
        return OptionText.toWire(option, text);
    }

    private String hint(String name) {
        List<String> words = kinds.stream()
                .flatMap(kind -> Stream.concat(Stream.of(kind.name()), kind.aliases().stream()))
                .toList();
        return Nearest.of(name, words)
                .map(near -> "; did you mean '" + near + "'?")
                .orElseGet(() -> Nearest.hint("", kinds.stream().map(Kind::name).toList()));
    }
}
