package dev.tare.controller.engine;

import dev.tare.controller.trial.Side;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** A result while it is read. What is no number, or negative, was not told. */
final class Reading {

    private final SortedMap<String, Double> values = new TreeMap<>();
    private final List<EngineResult.Point> points = new ArrayList<>();
    private final Map<Side, Long> sentBytes = new EnumMap<>(Side.class);
    private final Map<Side, Long> receivedBytes = new EnumMap<>(Side.class);
    private final Map<Side, String> congestionControl = new EnumMap<>(Side.class);
    private final List<String> problems = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private boolean counts = true;
    private boolean inWindow = true;

    void value(String name, OptionalDouble value) {
        value.ifPresent(it -> value(name, it));
    }

    void value(String name, double value) {
        if (Double.isFinite(value) && value >= 0) {
            values.put(name, value);
        }
    }

    void point(EngineResult.Point point) {
        if (point.lengthSeconds() > 0 && point.count() >= 0 && isFinite(point)) {
            points.add(point);
        }
    }

    /** Of a count and a length that are numbers the rate may be none. */
    private static boolean isFinite(EngineResult.Point point) {
        return Double.isFinite(point.startSeconds())
                && Double.isFinite(point.lengthSeconds())
                && Double.isFinite(point.count())
                && Double.isFinite(point.perSecond());
    }

    void sent(Side side, double bytes) {
        add(sentBytes, side, bytes);
    }

    void received(Side side, double bytes) {
        add(receivedBytes, side, bytes);
    }

    private static void add(Map<Side, Long> all, Side side, double bytes) {
        if (Double.isFinite(bytes) && bytes >= 0) {
            all.merge(side, Math.round(bytes), Long::sum);
        }
    }

    void congestion(Side side, String name) {
        if (!name.isBlank()) {
            congestionControl.put(side, name);
        }
    }

    /** The probe at the other end received: its counts are the result. */
    void onlyTells() {
        counts = false;
    }

    /** It did not begin when it was called, but later. */
    void startedLate() {
        inWindow = false;
    }

    void problem(String what) {
        problems.add(what);
    }

    void doubt(String what) {
        doubts.add(what);
    }

    EngineResult result() {
        return new EngineResult(
                counts, inWindow, values, points, sentBytes, receivedBytes, congestionControl, problems, doubts);
    }
}
