package dev.tare.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tare.controller.lab.state.LabFolder;
import dev.tare.controller.lab.state.LabStore;
import dev.tare.controller.trial.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The lab that one bench makes by the command line, uses and takes down. */
final class BenchLab implements AutoCloseable {

    private static final Duration CAMPAIGN = Duration.ofMinutes(30);

    private final Checkout checkout;
    private final String name;
    private final LabFolder folder;

    private BenchLab(Checkout checkout, String name) {
        this.checkout = checkout;
        this.name = name;
        this.folder = LabStore.ofMachine().folder(name);
    }

    static BenchLab up(Checkout checkout, String name, String... options) throws IOException, InterruptedException {
        BenchLab lab = new BenchLab(checkout, name);
        List<String> words = new ArrayList<>(List.of("lab", "up", "--name", name));
        words.addAll(List.of(options));
        lab.tare(words.toArray(String[]::new));
        return lab;
    }

    /** Lines of {@code tare clock --json}, as many for each pair. */
    List<JsonNode> clock(int count) throws IOException, InterruptedException {
        List<String> command = List.of(
                checkout.launcher().toString(),
                "clock",
                "--lab",
                folder.labFile().toString(),
                "--json",
                "--count",
                Integer.toString(count));
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> lines = new ArrayList<>();
        for (String line :
                Program.run(CAMPAIGN, command).orFail(command).out().lines().toList()) {
            lines.add(json.readTree(line));
        }
        return lines;
    }

    LabHost host(Side side) throws IOException {
        return LabHost.find(side, folder.livingRoot().orElseThrow().pid());
    }

    /** Runs a plan and gives what it left. Trials that are not VALID do not stop a bench; they are counted in the page. */
    Summaries run(Path plan, String archive) throws IOException, InterruptedException {
        Path out = checkout.archive(archive);
        Program.Ended ended = Program.run(
                CAMPAIGN,
                List.of(
                        checkout.launcher().toString(),
                        "run",
                        plan.toString(),
                        "--lab",
                        folder.labFile().toString(),
                        "--out",
                        out.toString()));
        if (ended.exit() != 0 && ended.exit() != 4) {
            throw new IllegalStateException("the campaign ended with " + ended.exit() + ": " + ended.err());
        }
        return new Summaries(out);
    }

    private void tare(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(checkout.launcher().toString()));
        command.addAll(List.of(arguments));
        Program.run(CAMPAIGN, command).orFail(command);
    }

    @Override
    public void close() throws IOException {
        try {
            tare("lab", "down", "--name", name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the lab was taken down", e);
        }
    }
}
