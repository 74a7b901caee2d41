package dev.tare.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** How long a newcomer waits for the demo, once built. */
final class DemoSection implements Section {

    private static final Duration WANTED = Duration.ofMinutes(5);

    private final Checkout checkout;

    DemoSection(Checkout checkout) {
        this.checkout = checkout;
    }

    @Override
    public void write(Page page) throws IOException, InterruptedException {
        Path out = checkout.archive("demo");
        List<String> command = List.of(checkout.launcher().toString(), "demo", "--out", out.toString());
        Program.Ended ended = Program.run(WANTED.multipliedBy(4), command);
        page.head("The demo");
        page.say("`./tare demo`, after the build, ended with exit code " + ended.exit() + " after "
                + Quantities.fixed(0, ended.wallNanos() / 1e9) + " s; wanted: 0 within "
                + WANTED.toSeconds() + " s: "
                + page.judge(ended.exit() == 0 && ended.wallNanos() <= WANTED.toNanos(), "the demo") + ".");
    }
}
