package dev.tare.controller.plan;

import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.trial.Pair;
import dev.tare.controller.yaml.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Between which hosts a plan measures. Which those are is known when the lab is.
 *
 * @param all each host with each other one, the client being the one that the lab file names first
 * @param pairs as the plan has them; empty, and not all: the only two hosts of the lab, or client and server
 */
record PairChoice(boolean all, List<Pair> pairs) {

    /** When the plan says nothing. */
    static final PairChoice USUAL = new PairChoice(false, List.of());

    /** When the plan says {@code all}. */
    static final PairChoice ALL = new PairChoice(true, List.of());

    PairChoice {
        pairs = List.copyOf(pairs);
    }

    /** Those of the plan's words alone, where no lab is known. */
    List<Pair> unresolved() {
        return pairs.isEmpty() ? List.of(Pair.USUAL) : pairs;
    }

    /** The hosts that the plan names; a lab that is made for it has them. */
    SequencedSet<String> hosts() {
        SequencedSet<String> hosts = new LinkedHashSet<>();
        unresolved().forEach(pair -> hosts.addAll(pair.hosts()));
        return hosts;
    }

    /** Those of that lab; ends the command where the lab has no such host, or too many to choose from. */
    List<Pair> in(Lab lab, String plan) {
        if (all) {
            return each(lab.names());
        }
        if (pairs.isEmpty()) {
            return List.of(lab.usualPair()
                    .orElseThrow(() -> TareException.usage(
                            "lab " + lab.name() + " has " + lab.names().size() + " hosts, and plan " + plan
                                    + " does not say between which to measure",
                            "add to the plan's factors  " + example(lab.names()))));
        }
        for (String host : hosts()) {
            if (!lab.names().contains(host)) {
                throw TareException.usage(
                        "plan " + plan + " names a host '" + host + "', and lab " + lab.name()
                                + " has none of that name" + Nearest.hint(host, lab.names()),
                        "correct the plan's pairs, or the names under hosts in the lab file");
            }
        }
        return pairs;
    }

    private static String example(List<String> names) {
        return names.size() == 1
                ? "pairs: [[" + names.getFirst() + ", " + names.getFirst() + "]]"
                : "pairs: all  or  pairs: [[" + String.join(", ", names.subList(0, 2)) + "]]";
    }

    private static List<Pair> each(List<String> names) {
        List<Pair> each = new ArrayList<>();
        for (int client = 0; client < names.size(); client++) {
            for (String server : names.subList(client + 1, names.size())) {
                each.add(new Pair(names.get(client), server));
            }
        }
        return each;
    }
}
