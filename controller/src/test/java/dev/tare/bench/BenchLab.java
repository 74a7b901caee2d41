package dev.tare.bench;

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
    private static final String NAME = "bench";

    private final Checkout checkout;
    private final LabFolder folder = LabStore.of(System.getenv()).folder(NAME);

    private BenchLab(Checkout checkout) {
        this.checkout = checkout;
    }

    static BenchLab up(Checkout checkout) throws IOException, InterruptedException {
        BenchLab lab = new BenchLab(checkout);
        lab.tare("lab", "up", "--name", NAME);
        return lab;
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
            tare("lab", "down", "--name", NAME);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the lab was taken down", e);
        }
    }
}
