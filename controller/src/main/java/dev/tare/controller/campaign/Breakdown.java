package dev.tare.controller.campaign;

import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.TrialStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects why a trial did not complete. The first reason decides, but for a cell that cannot be measured here; what followed from it is
 * told after it.
 */
final class Breakdown {

    private @Nullable TrialStatus status;
    private @Nullable Unavailable unavailable;
    private final List<String> words = new ArrayList<>();
    private final List<String> remedies = new ArrayList<>();

    boolean isEmpty() {
        return status == null;
    }

    void failed(Side side, String code, String message, String remedy) {
        add(TrialStatus.FAILED, side.word() + ": " + code + (message.isEmpty() ? "" : ": " + message), remedy);
    }

    void interrupted() {
        add(TrialStatus.INTERRUPTED, "interrupted", "");
    }

    /** Also after the other side has failed: it may have been heard first that this one left. */
    void unavailable(Side side, String message, String remedy) {
        if (unavailable == null && status != TrialStatus.INTERRUPTED) {
            unavailable = new Unavailable(side.word() + ": " + message, remedy);
            status = TrialStatus.UNAVAILABLE;
        }
        add(TrialStatus.UNAVAILABLE, side.word() + ": " + message, remedy);
    }

    TrialStatus status() {
        return status == null ? TrialStatus.COMPLETED : status;
    }

    /** Set when a side said that the cell cannot be measured here. */
    @Nullable
    Unavailable whyUnavailable() {
        return unavailable;
    }

    @Nullable
    String failure() {
        return words.isEmpty() ? null : String.join("; ", words);
    }

    @Nullable
    String remedy() {
        return remedies.isEmpty() ? null : String.join("; ", remedies);
    }

    private void add(TrialStatus kind, String what, String remedy) {
        if (status == null) {
            status = kind;
        }
        if (!words.contains(what)) {
            words.add(what);
        }
        if (!remedy.isEmpty() && !remedies.contains(remedy)) {
            remedies.add(remedy);
        }
    }
}
