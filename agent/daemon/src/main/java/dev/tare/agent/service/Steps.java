package dev.tare.agent.service;

import dev.tare.agent.runtime.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;

/** Times the pieces of a trial that are not measuring. Any thread may add. */
final class Steps {

    private final List<Step> steps = new ArrayList<>();

    /** Also noted when the work fails. */
    <T> T time(String name, Callable<T> work) throws Exception {
        long startNanos = System.nanoTime();
        try {
            return work.call();
        } finally {
            add(new Step(name, startNanos, System.nanoTime()));
        }
    }

    synchronized void add(Step step) {
        steps.add(step);
    }

    synchronized void addAll(List<Step> more) {
        steps.addAll(more);
    }

    /** By their start. */
    synchronized List<Step> all() {
        return steps.stream().sorted(Comparator.comparingLong(Step::startNanos)).toList();
    }
}
