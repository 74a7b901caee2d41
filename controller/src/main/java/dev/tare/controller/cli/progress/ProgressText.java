package dev.tare.controller.cli.progress;

import dev.tare.common.units.Durations;
import dev.tare.controller.campaign.CampaignEvent;
import dev.tare.controller.trial.TrialRecord;
import dev.tare.controller.trial.TrialStatus;
import dev.tare.controller.trial.Verdict;
import java.time.Duration;
import java.util.Locale;

/** The words and bars of progress; no state, no stream. */
final class ProgressText {

    private static final int BAR_WIDTH = 20;
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String GREEN = "\u001b[32m";
    private static final String RESET = "\u001b[0m";

    private final boolean colour;

    ProgressText(boolean colour) {
        this.colour = colour;
    }

    /** {@code [######..............]  12/200  gvisor-systrap-bridge-tcp-rr-10ge measuring  38 min left}, cut to fit. */
    static String bar(int done, int trials, String doing, Duration left, int columns) {
        int filled = trials == 0 ? 0 : done * BAR_WIDTH / trials;
        String head = "[" + "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled) + "] " + done + "/" + trials + "  ";
        String tail = "  " + Durations.about(left) + " left";
        int room = Math.max(0, columns - 1 - head.length() - tail.length());
        String fitting = doing.length() <= room ? doing : doing.substring(0, room);
        String line = head + fitting + tail;
        return line.length() < columns ? line : line.substring(0, Math.max(0, columns - 1));
    }

    /** A trial that is over, with why where it is not VALID. */
    String finished(int number, int trials, TrialRecord trialRecord) {
        Duration took = Duration.ofNanos(
                trialRecord.timing().endNanos() - trialRecord.timing().startNanos());
        String line = "[" + number + "/" + trials + "] " + word(trialRecord) + "  "
                + trialRecord.trial().cell().id() + "  " + String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1e3);
        return line + why(trialRecord);
    }

    static String why(TrialRecord trialRecord) {
        StringBuilder why = new StringBuilder();
        if (trialRecord.failure() != null) {
            why.append("\n    ").append(trialRecord.failure());
        }
        if (trialRecord.failure() == null) {
            trialRecord
                    .verdict()
                    .reasons()
                    .forEach(reason -> why.append("\n    ").append(reason));
        }
        if (trialRecord.remedy() != null && !trialRecord.remedy().isEmpty()) {
            why.append("\n    what to do: ").append(trialRecord.remedy());
        }
        return why.toString();
    }

    private String word(TrialRecord trialRecord) {
        if (trialRecord.status() != TrialStatus.COMPLETED) {
            return paint(RED, trialRecord.status().name());
        }
        Verdict.Level level = trialRecord.verdict().level();
        return switch (level) {
            case VALID -> paint(GREEN, level.name());
            case DEGRADED -> paint(YELLOW, level.name());
            case INVALID -> paint(RED, level.name());
        };
    }

    private String paint(String paint, String word) {
        return colour ? paint + word + RESET : word;
    }

    static String stage(CampaignEvent.Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }
}
