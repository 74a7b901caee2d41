package dev.tare.packaging.booted;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tare.controller.archive.JournalLine.TrialLine;
import dev.tare.controller.lab.exec.Finished;
import dev.tare.controller.trial.TrialStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another build comes onto hosts that have one, in its place. */
record Upgrade(BootedHosts hosts, Plays plays, Cli cli, Path folder) {

    private static final String PLAN = """
            schemaVersion: 1
            name: upgraded
            seed: 1
            repetitions: 1
            duration: 1s
            warmup: 200ms
            interval: 100ms
            factors:
              runtime: [native]
              network: [host]
              workload: [tcp-rr]
            """;

    void bringsANewBuildThatMeasures() throws IOException, InterruptedException {
        NextBuild next = NextBuild.make(folder.resolve("next"));
        String option = "tare_checkout=" + next.checkout();
        List<String> before = releases();
        assertThat(Plays.changes(plays.play("upgrade", "-e", option))).allMatch(changed -> changed > 0);
        assertThat(versions()).hasSameSizeAs(BootedHosts.NAMES).containsOnly(next.version());
        // of each host one, and not the one that it had
        assertThat(releases()).hasSameSizeAs(BootedHosts.NAMES).doesNotContainAnyElementsOf(before);
        measures();
    }

    private List<String> releases() throws IOException, InterruptedException {
        List<String> releases = new ArrayList<>();
        for (String name : BootedHosts.NAMES) {
            releases.addAll(
                    BareHosts.lines(hosts.onHost(name, "ls /opt/tare/releases")).toList());
        }
        return releases;
    }

    private List<String> versions() throws IOException, InterruptedException {
        Finished told = cli.run("hosts", "--json");
        assertThat(told.exitCode()).as(told.out() + told.err()).isZero();
        List<String> versions = new ArrayList<>();
        for (JsonNode host : new ObjectMapper().readTree(told.out()).path("hosts")) {
            versions.add(host.path("version").asText());
        }
        return versions;
    }

    private void measures() throws IOException, InterruptedException {
        Path plan = Files.writeString(folder.resolve("upgraded.yaml"), PLAN);
        Path archive = folder.resolve("upgraded");
        Finished run = cli.run("run", plan.toString(), "--out", archive.toString());
        // a busy machine may spoil the trial
        assertThat(run.exitCode()).as(run.out() + run.err()).isIn(0, 4);
        assertThat(PulledPlug.trials(archive))
                .as(run.out())
                .extracting(TrialLine::status)
                .containsExactly(TrialStatus.COMPLETED);
    }
}
