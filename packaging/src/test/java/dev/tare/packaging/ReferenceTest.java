package dev.tare.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.agent.Main;
import dev.tare.controller.cli.CommandLines;
import dev.tare.controller.cli.terminal.Streams;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class ReferenceTest {

    private static final PrintWriter NOWHERE = new PrintWriter(Writer.nullWriter());
    private static final CommandLine TARE = CommandLines.create(Streams.plain(NOWHERE, NOWHERE));

    @Test
    void everyCommandHasAPageWithNothingLeftToFillIn() {
        Map<String, String> pages = texts(new Reference(TARE, 1, "0.1.0").manuals());

        assertThat(pages)
                .containsKeys(
                        "usr/share/man/man1/tare.1",
                        "usr/share/man/man1/tare-run.1",
                        "usr/share/man/man1/tare-lab-up.1");
        assertThat(pages.values())
                .allSatisfy(page -> assertThat(page)
                        .startsWith(".TH \"TARE")
                        .contains(".SH NAME\n", ".SH SYNOPSIS\n", ".SH OPTIONS\n", ".SH EXAMPLES\n")
                        .doesNotContain("${", "%n", "@|"));
    }

    @Test
    void aPageSaysWhatTheHelpSays() {
        String run = texts(new Reference(TARE, 1, "0.1.0").manuals()).get("usr/share/man/man1/tare-run.1");

        assertThat(run)
                .contains("tare\\-run \\- Measure a plan and write an archive with a report\n")
                .contains(".TP\n\\fB\\-\\-wait\\fR[=\\fIDURATION\\fR]\nWhen another controller has a host")
                .contains("tare run \\-\\-resume runs/my\\-run");
    }

    @Test
    void theAgentAndItsRequestHavePagesOfAdministration() {
        assertThat(texts(new Reference(Main.agentLine(), 8, "0.1.0").manuals()))
                .containsOnlyKeys("usr/share/man/man8/tare-agent.8");
        assertThat(texts(new Reference(Main.requestLine(), 8, "0.1.0").manuals()))
                .containsOnlyKeys("usr/share/man/man8/tare-agent-request.8");
    }

    @Test
    void bothShellsComplete() {
        Map<String, String> completions = texts(new Reference(TARE, 1, "0.1.0").completions());

        assertThat(completions.get("usr/share/bash-completion/completions/tare"))
                .contains("_complete_tare", "--wait");
        assertThat(completions.get("usr/share/zsh/vendor-completions/_tare")).startsWith("#compdef tare\n");
    }

    private static Map<String, String> texts(FileTree files) {
        return files.entries().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof FileTree.Entry.Text)
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> ((FileTree.Entry.Text) entry.getValue()).text()));
    }
}
