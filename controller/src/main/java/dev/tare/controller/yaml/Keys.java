package dev.tare.controller.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The values of a mapping by key, after unknown keys have been reported. */
public final class Keys {

    private final Node.Mapping mapping;
    private final Problems problems;
    private final String what;

    private Keys(Node.Mapping mapping, Problems problems, String what) {
        this.mapping = mapping;
        this.problems = problems;
        this.what = what;
    }

    /**
     * Reads a mapping. What is not one is reported and read as an empty one, so that a reader can go on.
     *
     * @param what the thing that is read, for messages: {@code the plan}
     * @param known all keys it may have
     */
    public static Keys of(Node node, Problems problems, String what, List<String> known) {
        if (!(node instanceof Node.Mapping mapping)) {
            problems.add(node.mark(), what + " must be a mapping, not " + node.shape());
            return new Keys(new Node.Mapping(node.mark(), List.of()), new Problems(""), what);
        }
        for (Node.Entry entry : mapping.entries()) {
            if (!known.contains(entry.key())) {
                problems.add(
                        entry.mark(),
                        "unknown key '" + entry.key() + "' in " + what + Nearest.hint(entry.key(), known));
            }
        }
        return new Keys(mapping, problems, what);
    }

    /** The entries of a mapping whose keys are names that its writer chose; what is no mapping is reported and empty. */
    public static SequencedMap<String, Node> free(Node node, Problems problems, String what) {
        SequencedMap<String, Node> named = new LinkedHashMap<>();
        if (node instanceof Node.Mapping mapping) {
            mapping.entries().forEach(entry -> named.put(entry.key(), entry.value()));
        } else {
            problems.add(node.mark(), what + " must be a mapping, not " + node.shape());
        }
        return named;
    }

    public Mark mark() {
        return mapping.mark();
    }

    public boolean has(String key) {
        return get(key).isPresent();
    }

    public Optional<Node> get(String key) {
        return mapping.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .map(Node.Entry::value)
                .findFirst();
    }

    /** The value of that key; its absence is reported. */
    public Optional<Node> require(String key) {
        Optional<Node> value = get(key);
        if (value.isEmpty()) {
            problems.add(mapping.mark(), what + " lacks the key '" + key + "'");
        }
        return value;
    }
}
