package dev.tare.agent.service;

import dev.tare.common.Words;
import dev.tare.proto.agent.v1.Outcome;
import org.jspecify.annotations.Nullable;

/** Why a trial is over; thrown when that is earlier than planned. */
final class TrialEnd extends Exception {

    private static final long serialVersionUID = 1L;

    private final Outcome outcome;
    private final String code;
    private final String remedy;

    private TrialEnd(Outcome outcome, String code, String message, String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
        this.code = code;
        this.remedy = remedy;
    }

    static TrialEnd completed() {
        return new TrialEnd(Outcome.OUTCOME_COMPLETED, "", "", "", null);
    }

    static TrialEnd stopped(String reason) {
        return new TrialEnd(Outcome.OUTCOME_STOPPED, "stopped", reason, "", null);
    }

    static TrialEnd failed(String code, String message) {
        return new TrialEnd(Outcome.OUTCOME_FAILED, code, message, "", null);
    }

    static TrialEnd failed(String code, Throwable cause) {
        String message = Words.of(cause);
        return new TrialEnd(Outcome.OUTCOME_FAILED, code, message, "", cause);
    }

    static TrialEnd unavailable(String code, String reason, String remedy) {
        return new TrialEnd(Outcome.OUTCOME_UNAVAILABLE, code, reason, remedy, null);
    }

    Outcome outcome() {
        return outcome;
    }

    String code() {
        return code;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    String remedy() {
        return remedy;
    }
}
