package dev.tare.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What was measured where, so that a number can be judged. */
final class MethodSection implements Section {

    private final Checkout checkout;
    private final BenchPlan plan;

    MethodSection(Checkout checkout, BenchPlan plan) {
        this.checkout = checkout;
        this.plan = plan;
    }

    @Override
    public void write(Page page) throws IOException, InterruptedException {
        page.say("# Benchmarks");
        page.say(
                "Written by `./check --bench`, down to the line that says otherwise. All in one run on one machine: a lab of two hosts made by"
                        + " `tare lab up`, campaigns by `tare run` in seeded, shuffled blocks, other generators by `tare selftest`. Numbers come from the archives' `summary.json`, over VALID trials only."
                        + " Each campaign: " + plan.repetitions() + " repetitions of "
                        + plan.duration().toSeconds() + " s after "
                        + plan.warmup().toMillis() + " ms of warm-up.");
        page.table("", "");
        page.row("date", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
        page.row(
                "commit",
                git("rev-parse", "--short", "HEAD")
                        + (git("status", "--porcelain", "-uno").isEmpty() ? "" : ", changed"));
        page.row("CPU", cpu());
        page.row("kernel", System.getProperty("os.version"));
        page.row("Java", System.getProperty("java.runtime.version"));
        page.row("load before", Files.readString(Path.of("/proc/loadavg")).strip());
        page.endTable();
    }

    private String git(String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("git", "-C", checkout.root().toString()));
        command.addAll(List.of(words));
        return Program.run(Duration.ofSeconds(10), command)
                .orFail(command)
                .out()
                .strip();
    }

    private static String cpu() throws IOException {
        String model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
        return model + ", " + Runtime.getRuntime().availableProcessors() + " CPUs";
    }
}
