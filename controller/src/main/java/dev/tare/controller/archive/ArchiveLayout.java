package dev.tare.controller.archive;

import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Trial;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where things lie in an archive.
 *
 * <p>{@code trials/} holds whole trials only: a trial is written below {@code unfinished/} and renamed when it is complete
 * and on the disk. What a resumed campaign ran again (an interrupted trial) moves to {@code superseded/}.
 *
 * @param root the directory
 */
public record ArchiveLayout(Path root) {

    private static final String ENVIRONMENT = ".json";

    public Path plan() {
        return root.resolve("plan.yaml");
    }

    public Path lab() {
        return root.resolve("lab.json");
    }

    public Path journal() {
        return root.resolve("journal.ndjson");
    }

    public Path environments() {
        return root.resolve("environment");
    }

    /** What the agent of that host said of it. */
    public Path environment(String host) {
        return environments().resolve(host + ENVIRONMENT);
    }

    /** Whom a file among the environments is of; empty where it is none of them. */
    static Optional<String> hostOf(Path environment) {
        String name = environment.getFileName().toString();
        return name.endsWith(ENVIRONMENT)
                ? Optional.of(name.substring(0, name.length() - ENVIRONMENT.length()))
                : Optional.empty();
    }

    public Path trials() {
        return root.resolve("trials");
    }

    public Path trial(Trial trial) {
        return trials().resolve(trial.folder());
    }

    public Path unfinished() {
        return root.resolve("unfinished");
    }

    public Path superseded() {
        return root.resolve("superseded");
    }

    /** Held by the one controller that writes. */
    public Path lock() {
        return root.resolve(".lock");
    }

    public Path summary() {
        return root.resolve("summary.json");
    }

    public Path report() {
        return root.resolve("report.html");
    }

    public Path tables() {
        return root.resolve("tables");
    }

    /** The record of a trial, in its folder. */
    public static Path recordIn(Path trialFolder) {
        return trialFolder.resolve("trial.json");
    }

    /** The exchanges of clocks that the controller had with both agents. */
    public static Path clocksIn(Path trialFolder) {
        return trialFolder.resolve("clocks.csv");
    }

    /** Those that one side's agent had with the other's. */
    public static Path directClocksIn(Path trialFolder) {
        return trialFolder.resolve("clocks-direct.csv");
    }

    /** What a foreign engine was told and what it wrote on that side, for people. */
    public static Path engineIn(Path trialFolder, Side side) {
        return trialFolder.resolve(side.word() + ".engine.txt");
    }

    /** What that side's agent sent, as it came: length-delimited {@code tare.agent.v1.RunTrialResponse}. */
    public static Path streamIn(Path trialFolder, Side side) {
        return trialFolder.resolve(side.word() + ".pb");
    }
}
