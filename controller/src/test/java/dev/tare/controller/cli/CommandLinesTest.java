package dev.tare.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.cli.terminal.Streams;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class CommandLinesTest {

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "--version", "-V"})
    void answersOnStdout(String option) {
        Ran ran = Ran.of(option);
        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .startsWith(option.toLowerCase(java.util.Locale.ROOT).contains("h") ? "Measures" : "tare 0.");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void theVersionSaysTheCommitThatTheSourcesAreOf() {
        boolean repository = Files.exists(Path.of("..", ".git"));
        assertThat(Ran.of("--version").out().strip())
                .matches("tare [0-9]+\\.[0-9]+\\.[0-9]+" + (repository ? "\\+[0-9a-f]{12}(\\.changed)?" : ".*"));
    }

    @Test
    void everyCommandHasHelpWithExamples() {
        CommandLine line = CommandLines.create(Streams.plain(Ran.nowhere(), Ran.nowhere()));
        assertThat(line.getSubcommands()).isNotEmpty();
        for (String command : line.getSubcommands().keySet()) {
            Ran ran = Ran.of(command, "--help");
            assertThat(ran.code()).isZero();
            assertThat(ran.out()).contains("Usage: tare " + command, "--help", "Examples:");
        }
    }

    @Test
    void helpNamesTheExitCodes() {
        assertThat(Ran.of("--help").out())
                .contains(
                        "0   done",
                        "2   bad usage",
                        "3   preflight",
                        "4   finished",
                        "5   internal",
                        "130   interrupted");
    }

    @Test
    void badUsageIsSaidOnStderr() {
        Ran ran = Ran.of("plan", "--sead", "3", "kovacs2017");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("tare: unknown option '--sead'; did you mean '--seed'?", "tare plan --help");
    }

    @Test
    void aFileThatIsNotThereIsNoFaultOfTheProgram(@TempDir Path folder) {
        Ran made = Ran.of("pki", "init", folder.resolve("pki").toString());
        assertThat(made.code()).as(made.err()).isZero();
        Ran typo = Ran.of("pki", "issue", folder.resolve("pki").toString(), "client=192.0.2.1", "--csr", "typo.csr");
        assertThat(typo.code()).isEqualTo(2);
        assertThat(typo.err()).contains("no such file: typo.csr").doesNotContain("internal");
        Ran nobody = Ran.of("pki", "issue", folder.resolve("pki").toString());
        assertThat(nobody.code()).isEqualTo(2);
        assertThat(nobody.err()).contains("NAME=ADDRESS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan quick --out x",
                "plan quick --no-install",
                "report . --out x",
                "report . --lab x",
                "report . --no-install",
                "clock --out x",
                "hosts --out x",
                "doctor --out x",
                "demo --lab x",
                "selftest --lab x"
            })
    void whatACommandDoesNotUseItRefuses(String line) {
        Ran ran = Ran.of(line.split(" ", -1));
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("unknown option '--");
    }

    @Test
    void aPlanThatWasTakenForADurationIsSaid() {
        Ran ran = Ran.of("run", "--wait", "my.yaml");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("'my.yaml' is no duration to wait", "--wait=10min, or --wait after PLAN");
        assertThat(Ran.of("run", "--wait").err()).contains("no plan to run");
        assertThat(Ran.of("run", "--wait", "2h").err()).contains("no plan to run");
    }

    @Test
    void dataThatCouldNotBeWrittenAreSaidByTheExitCode() {
        StringWriter err = new StringWriter();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        PrintWriter out = new PrintWriter(full, false, StandardCharsets.UTF_8);
        int code = CommandLines.execute(Streams.plain(out, new PrintWriter(err)), "plan", "quick", "--json");
        assertThat(code).isEqualTo(3);
        assertThat(err.toString()).contains("tare: stdout could not be written to its end");
    }

    @Test
    void anUnknownCommandIsBadUsage() {
        Ran ran = Ran.of("paln", "kovacs2017");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("unknown command 'paln'; did you mean 'plan'?");
    }

    @Test
    void noCommandIsBadUsage() {
        Ran ran = Ran.of();
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("Missing command");
    }

    @Test
    void aMissingArgumentIsBadUsage() {
        Ran ran = Ran.of("plan");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("Missing required parameter: 'PLAN'");
    }

    @Test
    void aBrokenPlanIsShownWithPlaces(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("broken.yaml"), "schemaVersion: 1\nname: x\nrepetition: 3\n");
        Ran ran = Ran.of("plan", file.toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .contains("broken.yaml has 2 errors", "broken.yaml:3:1: unknown key 'repetition'")
                .doesNotContain("\tat ");
    }

    @Test
    void anUnknownPlanNameIsGuessed() {
        Ran ran = Ran.of("plan", "kovac2017");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("did you mean 'kovacs2017'?", "what to do: name a file, or one of: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1000000000000000000", "many"})
    void aSeedOutOfRangeIsBadUsage(String seed) {
        Ran ran = Ran.of("plan", "kovacs2017", "--seed", seed);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("seed").containsAnyOf("out of range", "not a whole number");
    }

    @Test
    void resumeTakesNothingElse(@TempDir Path folder) {
        assertThat(Ran.of("run", "kovacs2017", "--resume", folder.toString()).err())
                .contains("leave out PLAN");
        Ran ran = Ran.of("run", "--resume", folder.toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("is not an archive");
    }

    @Test
    void aUsedDirectoryIsRefusedBeforeALabIsMade(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "mine");
        Ran ran = Ran.of("run", "kovacs2017", "--out", folder.toString());
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains(folder.toString(), "--out").doesNotContain("two hosts");
    }

    @Test
    void aMissingLabFileIsBadUsage(@TempDir Path folder) {
        for (String command : new String[] {"hosts", "doctor"}) {
            Ran ran = Ran.of(command, "--lab", folder.resolve("lab.yaml").toString());
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err()).contains("lab.yaml: no such file");
        }
    }

    @Test
    void aLabWithoutCertificatesFailsThePreflight(@TempDir Path folder) throws IOException {
        Path lab = Files.writeString(folder.resolve("lab.yaml"), """
                schemaVersion: 1
                hosts:
                  client: {agent: "127.0.0.1:1", data: {interface: eth1, address: 10.1.0.1/24}}
                  server: {agent: "127.0.0.1:2", data: {interface: eth1, address: 10.1.0.2/24}}
                link: {rate: 10Gbit}
                tls: {ca: ca.pem, certificate: c.pem, key: c.key}
                """);
        Ran ran = Ran.of("doctor", "--lab", lab.toString());
        assertThat(ran.code()).isEqualTo(3);
        assertThat(ran.err()).contains("ca.pem");
    }
}
