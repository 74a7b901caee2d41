package dev.tare.controller.campaign;

import dev.tare.controller.plan.Plan;
import dev.tare.controller.plan.Schedule;
import dev.tare.controller.trial.Trial;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * What is to be done.
 *
 * @param planText as the archive keeps it; read again it gives the same trials in the same order
 * @param trials in the order of execution
 * @param sideBySide whether trials between different hosts may run at the same time
 * @param timingFloor whether each probe measures what its own timing takes
 */
public record CampaignInput(
        String name,
        long seed,
        String planText,
        List<Trial> trials,
        Duration warmup,
        Duration duration,
        Duration interval,
        boolean sideBySide,
        boolean timingFloor) {

    public CampaignInput {
        trials = List.copyOf(trials);
    }

    public static CampaignInput of(Plan plan, Schedule schedule) {
        return new CampaignInput(
                plan.name(),
                plan.seed(),
                plan.text(),
                schedule.trials(),
                plan.warmup(),
                plan.duration(),
                plan.interval(),
                plan.sideBySide(),
                plan.timingFloor());
    }

    /** SHA-256 of the plan's text: an archive is resumed with the same plan only. */
    public String planDigest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return "sha256:" + HexFormat.of().formatHex(digest.digest(planText.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
