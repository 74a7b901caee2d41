package dev.tare.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tare.controller.trial.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.commons.statistics.descriptive.Quantile;

/** Clocks that are a known time apart: how wrong is what {@code tare clock} says, and does its bound hold. */
final class ClockSection implements Section {

    private static final long CLIENT_SECONDS = 3_600;
    private static final long SERVER_SECONDS = 86_400;
    private static final long TRUTH_NANOS = (SERVER_SECONDS - CLIENT_SECONDS) * 1_000_000_000;

    private static final int IDLE = 1000;
    /** For some 50 s. */
    private static final int LOADED = 250;

    /** Of the load: twice as long as it is watched. */
    private static final int WINDOWS = 25;

    /** Far more than clocks and paths are asked with before a trial. */
    private static final long STREAM_BYTES = 5_000_000;

    private static final int LOOK_MILLIS = 100;

    private static final double WANTED_MEDIAN_NANOS = 1_000;

    private final Checkout checkout;
    private final BenchPlan plan;

    ClockSection(Checkout checkout, BenchPlan plan) {
        this.checkout = checkout;
        this.plan = plan;
    }

    /** What is wanted. */
    private enum State {
        IDLE(5_000, 8_000),
        LOADED(10_000, 15_000);

        private final double errorNanos;
        private final double boundNanos;

        State(double errorNanos, double boundNanos) {
            this.errorNanos = errorNanos;
            this.boundNanos = boundNanos;
        }
    }

    @Override
    public void write(Page page) throws IOException, InterruptedException {
        page.head("Clocks");
        page.say("`tare clock`, agent to agent, in a lab whose hosts' clocks are set " + CLIENT_SECONDS + " s and "
                + SERVER_SECONDS
                + " s ahead, so that the truth is known. Loaded: from the first bytes on with which native tcp-stream fills"
                + " the unlimited link. Wanted: the truth within the bound each time, an error of at most 1 µs in the"
                + " median when idle, and as the table says.");
        page.table(
                "data link",
                "calibrations",
                "error p50",
                "error p99",
                "wanted",
                "bound, median",
                "wanted",
                "outside",
                "");
        try (BenchLab lab = BenchLab.up(
                checkout,
                "bench-clocks",
                "--clock-offset",
                "client=" + CLIENT_SECONDS + "s,server=" + SERVER_SECONDS + "s")) {
            row(page, State.IDLE, lab.clock(plan.share(IDLE)));
            row(page, State.LOADED, underLoad(lab));
        }
        page.endTable();
    }

    /** Empty where the stream did not last as long as it was watched: then nothing is known, which is not met. */
    private List<JsonNode> underLoad(BenchLab lab) throws IOException, InterruptedException {
        Path stream =
                plan.once().longer(WINDOWS).write(checkout.archive("plans").resolve("load.yaml"), """
                factors:
                  runtime: [native]
                  network: [host]
                  workload: [tcp-stream]
                  link: [unlimited]
                """);
        LabHost client = lab.host(Side.CLIENT);
        long before = client.dataBytes();
        try (ExecutorService beside = Executors.newSingleThreadExecutor()) {
            Callable<Summaries> run = () -> lab.run(stream, "load");
            Future<Summaries> load = beside.submit(run);
            while (!load.isDone() && client.dataBytes() - before < STREAM_BYTES) {
                Thread.sleep(LOOK_MILLIS);
            }
            List<JsonNode> watched = lab.clock(plan.share(LOADED));
            long then = client.dataBytes();
            Thread.sleep(LOOK_MILLIS);
            boolean lasted = client.dataBytes() - then > STREAM_BYTES;
            load.get();
            return lasted ? watched : List.of();
        } catch (ExecutionException e) {
            throw new IOException("clocks under load", e);
        }
    }

    private static void row(Page page, State state, List<JsonNode> lines) {
        List<JsonNode> pair = lines.stream()
                .filter(line -> line.path("from").asText().equals("client")
                        && line.path("to").asText().equals("server"))
                .toList();
        double[] errors = pair.stream().mapToDouble(ClockSection::error).toArray();
        double[] bounds = pair.stream()
                .mapToDouble(line -> line.path("bound_ns").asDouble())
                .toArray();
        long outside = pair.stream()
                .filter(line -> error(line) > line.path("bound_ns").asDouble())
                .count();
        double median = quantile(errors, 0.5);
        double worst = quantile(errors, 0.99);
        double bound = quantile(bounds, 0.5);
        boolean met = outside == 0
                && worst <= state.errorNanos
                && bound <= state.boundNanos
                && (state == State.LOADED || median <= WANTED_MEDIAN_NANOS);
        page.row(
                state == State.IDLE ? "idle" : "loaded",
                Integer.toString(pair.size()),
                micros(median),
                micros(worst),
                "≤ " + micros(state.errorNanos),
                micros(bound),
                "≤ " + micros(state.boundNanos),
                Long.toString(outside),
                page.judge(met, "clocks, " + (state == State.IDLE ? "idle" : "loaded")));
    }

    private static double error(JsonNode line) {
        return Math.abs(line.path("offset_ns").asLong() - TRUTH_NANOS);
    }

    private static double quantile(double[] values, double share) {
        return values.length == 0 ? Double.NaN : Quantile.withDefaults().evaluate(values, share);
    }

    private static String micros(double nanos) {
        return Quantities.fixed(1, nanos / 1e3) + " µs";
    }
}
