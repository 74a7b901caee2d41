package dev.tare.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every number that is published. The page is written as far as it came; what was missed fails this test at the end. */
@Tag("bench")
final class NumbersBench {

    private final Checkout checkout = Checkout.here();
    private final BenchPlan plan = BenchPlan.ofProperty();
    private final Page page = new Page();
    private final String byHand = checkout.byHand();

    @Test
    void everyNumberIsWhereItShouldBe() throws Exception {
        Checkout.clear(checkout.archive(""));
        add(new MethodSection(checkout, plan));
        try (BenchLab lab = BenchLab.up(checkout, "bench")) {
            measureIn(lab);
        }
        add(new ClockSection(checkout, plan));
        add(new GeneratorSection(checkout, plan));
        add(new DemoSection(checkout));
        assertThat(page.missed()).isEmpty();
    }

    private void measureIn(BenchLab lab) throws IOException, InterruptedException {
        Path folder = checkout.archive("plans");
        Summaries wire = lab.run(plan.write(folder.resolve("wire.yaml"), """
                factors:
                  runtime: [native, runc]
                  network: [host]
                  workload: [{tcp-stream: {block: 128KiB}}]
                  link: [10GE]
                """), "wire");
        add(new WireSection(wire));
        Summaries unlimited = lab.run(plan.write(folder.resolve("unlimited.yaml"), """
                factors:
                  runtime: [native, runc, {gvisor: {platform: ptrace}}, {gvisor: {platform: systrap}}]
                  network: [bridge]
                  workload: [{tcp-stream: {block: 128KiB}}]
                  link: [unlimited]
                """), "unlimited");
        Summaries pairs = lab.run(plan.pairs().write(folder.resolve("pairs.yaml"), """
                factors:
                  runtime: [native, runc]
                  network: [host]
                  workload: [{tcp-stream: {block: 128KiB}}]
                  link: [unlimited]
                """), "pairs");
        add(new RuntimesSection(unlimited, pairs, plan.pairs()));
        add(new StartSection(List.of(wire, unlimited, pairs)));
        BenchPlan watched = plan.longer(15);
        add(new WatchingSection(lab.run(watched.write(folder.resolve("watched.yaml"), """
                factors:
                  runtime: [native]
                  network: [host]
                  workload: [tcp-rr, tcp-stream]
                  link: [unlimited]
                """), "watched"), watched));
        add(new FootprintSection(checkout, lab, List.of(wire, unlimited, pairs)));
    }

    private void add(Section section) throws IOException, InterruptedException {
        section.write(page);
        Files.writeString(checkout.page(), page.text() + byHand);
    }
}
