package dev.tare.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long a newcomer waits for the demo, once built. */
final class DemoSection implements Section {

    private static final Duration WANTED = Duration.ofMinutes(5);
    private static final Duration WANTED_QUICK = Duration.ofSeconds(90);

    private final Checkout checkout;

    DemoSection(Checkout checkout) {
        this.checkout = checkout;
    }

    @Override
    public void write(Page page) throws IOException, InterruptedException {
        page.head("The demo");
        page.say("After the build, from the command to its end, lab included.");
        page.table("", "exit code", "trials VALID, DEGRADED, INVALID", "time", "wanted", "");
        demo(page, "demo", List.of(), WANTED);
        demo(page, "demo-quick", List.of("--quick"), WANTED_QUICK);
        page.endTable();
    }

    private void demo(Page page, String archive, List<String> options, Duration wanted)
            throws IOException, InterruptedException {
        Path out = checkout.archive(archive);
        List<String> command =
                new ArrayList<>(List.of(checkout.launcher().toString(), "demo", "--out", out.toString()));
        command.addAll(options);
        Program.Ended ended = Program.run(wanted.multipliedBy(4), command);
        String name = options.isEmpty() ? "demo" : "demo " + options.getFirst();
        page.row(
                "`./tare " + name + "`",
                Integer.toString(ended.exit()),
                new Summaries(out).verdicts(),
                Quantities.fixed(0, ended.wallNanos() / 1e9) + " s",
                "0 within " + wanted.toSeconds() + " s",
                page.judge(ended.exit() == 0 && ended.wallNanos() <= wanted.toNanos(), "the " + name));
    }
}
