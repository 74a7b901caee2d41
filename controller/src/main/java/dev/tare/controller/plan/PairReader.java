package dev.tare.controller.plan;

import dev.tare.controller.lab.HostName;
import dev.tare.controller.trial.Pair;
import dev.tare.controller.yaml.Node;
import dev.tare.controller.yaml.Problems;
import dev.tare.controller.yaml.Scalars;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code pairs}: {@code all}, or a list of {@code [client, server]}. */
record PairReader(Problems problems) {

    private static final String ALL = "all";

    PairChoice choice(Node node) {
        if (node instanceof Node.Scalar scalar && scalar.text().equals(ALL)) {
            return PairChoice.ALL;
        }
        if (!(node instanceof Node.Sequence sequence) || sequence.items().isEmpty()) {
            problems.add(node.mark(), "pairs must be 'all' or a list such as [[a, b], [c, d]], not " + node.shape());
            return PairChoice.USUAL;
        }
        List<Pair> pairs = new ArrayList<>();
        Set<Pair> seen = new HashSet<>();
        for (Node item : sequence.items()) {
            Optional<Pair> pair = pair(item);
            if (pair.isPresent() && !seen.add(pair.get())) {
                problems.add(item.mark(), "this pair stands here twice");
            }
            pair.ifPresent(pairs::add);
        }
        return new PairChoice(false, pairs);
    }

    /** {@code [client, server]}: two hosts, or one twice. */
    Optional<Pair> pair(Node node) {
        if (!(node instanceof Node.Sequence sequence) || sequence.items().size() != 2) {
            problems.add(node.mark(), "a pair is a list of two hosts, [client, server], not " + node.shape());
            return Optional.empty();
        }
        Optional<String> client = host(sequence.items().getFirst());
        Optional<String> server = host(sequence.items().getLast());
        if (client.isEmpty() || server.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Pair(client.get(), server.get()));
    }

    private Optional<String> host(Node node) {
        return Scalars.text(node, problems).filter(name -> {
            if (!HostName.isSound(name)) {
                problems.add(node.mark(), HostName.refusal(name));
            }
            return HostName.isSound(name);
        });
    }
}
