package dev.tare.controller.cli.progress;

import dev.tare.controller.campaign.CampaignEvent;
import dev.tare.controller.campaign.CampaignListener;
import dev.tare.controller.cli.terminal.Streams;
import dev.tare.controller.plan.Plan;
import dev.tare.controller.plan.Schedule;
import java.time.Duration;

/**
 * A campaign's progress on stderr, for as long as it is open.
 *
 * <pre>{@code
 * try (Progress progress = Progress.open(plan, schedule, streams, columns)) {
 *     campaign.run(progress);
 * }
 * }</pre>
 */
public final class Progress implements CampaignListener, AutoCloseable {

    private static final Duration REFRESH = Duration.ofMillis(500);

    private final ProgressView view;
    private final Line line;
    private final Thread ticker;

    private Progress(ProgressView view, Line line) {
        this.view = view;
        this.line = line;
        this.ticker = Thread.ofVirtual().name("progress").unstarted(this::tick);
    }

    /** Starts to show; the time left goes down between events too. */
    public static Progress open(Plan plan, Schedule schedule, Streams streams, int columns) {
        Line line = new Line(streams.err(), streams.errTerminal(), columns);
        Progress progress =
                new Progress(new ProgressView(plan, schedule, line, streams.errColour(), System::nanoTime), line);
        if (streams.errTerminal()) {
            progress.ticker.start();
        }
        return progress;
    }

    @Override
    public void on(CampaignEvent event) {
        view.on(event);
    }

    @Override
    public void close() {
        ticker.interrupt();
        synchronized (view) {
            line.end();
        }
    }

    private void tick() {
        try {
            while (!Thread.interrupted()) {
                Thread.sleep(REFRESH);
                view.refresh();
            }
        } catch (InterruptedException closed) {
            // the campaign is over
            Thread.currentThread().interrupt();
        }
    }
}
