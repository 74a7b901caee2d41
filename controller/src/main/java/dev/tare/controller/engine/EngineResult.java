package dev.tare.controller.engine;

import dev.tare.controller.trial.Side;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a trial's engine measured, by its own account.
 *
 * @param counts false where the probe at the other end received, and its counts are the result
 * @param inWindow false where by its own way of working it begins up to seconds after it is run, so that what CPUs did is not its cost
 * @param values of the window, by the names that {@code summary.json} uses
 * @param points the result interval by interval, warm-up included; empty where the engine tells only of the whole
 * @param sentBytes payload of the whole trial, warm-up included, by side; a side of which nothing is told is not in it
 * @param receivedBytes the same
 * @param congestionControl as the engine read it back, by side
 * @param problems why it is no result; empty is good
 * @param doubts why it is a doubtful one
 */
public record EngineResult(
        boolean counts,
        boolean inWindow,
        SortedMap<String, Double> values,
        List<Point> points,
        Map<Side, Long> sentBytes,
        Map<Side, Long> receivedBytes,
        Map<Side, String> congestionControl,
        List<String> problems,
        List<String> doubts) {

    public EngineResult {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        points = List.copyOf(points);
        sentBytes = Map.copyOf(sentBytes);
        receivedBytes = Map.copyOf(receivedBytes);
        congestionControl = Map.copyOf(congestionControl);
        problems = List.copyOf(problems);
        doubts = List.copyOf(doubts);
    }

    /**
     * An interval.
     *
     * @param startSeconds from the beginning of the engine's own window; negative in warm-up
     * @param count bytes that were received
     */
    public record Point(double startSeconds, double lengthSeconds, double count, boolean measured) {

        public double perSecond() {
            return count / lengthSeconds;
        }
    }
}
