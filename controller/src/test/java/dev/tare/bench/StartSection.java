package dev.tare.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How far apart a trial's two sides begin, both having been told one instant; from the trials of other sections. */
final class StartSection implements Section {

    private static final double APART_NANOS = 200_000;

    private static final int ONE_IN = 100;

    private final List<Summaries> campaigns;

    StartSection(List<Summaries> campaigns) {
        this.campaigns = List.copyOf(campaigns);
    }

    /** A runtime on a network. */
    private record Kind(String runtime, String network) {

        static final Comparator<Kind> ORDER =
                Comparator.comparing(Kind::network).thenComparing(Kind::runtime);

        static Kind of(JsonNode cell) {
            JsonNode runtime = cell.path("runtime");
            String platform = runtime.path("options").path("platform").asText();
            String name = runtime.path("name").asText();
            return new Kind(
                    platform.isEmpty() ? name : name + " " + platform,
                    cell.path("network").path("name").asText());
        }
    }

    /** Of one kind. */
    private static final class Starts {

        /** Of those that can be judged. */
        private final List<Double> apartNanos = new ArrayList<>();

        private int unknown;

        void add(JsonNode start) {
            if (start.path("bound_nanos").asDouble() > APART_NANOS) {
                unknown++;
            } else {
                apartNanos.add(Math.abs(start.path("skew_nanos").asDouble()));
            }
        }

        long late() {
            return apartNanos.stream().filter(apart -> apart > APART_NANOS).count();
        }

        /** One late start of fewer says nothing of one in so many. */
        boolean areTooFew() {
            return apartNanos.size() < ONE_IN && late() <= 1;
        }

        boolean met() {
            return !apartNanos.isEmpty() && late() * ONE_IN <= apartNanos.size();
        }

        double mostNanos() {
            return apartNanos.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
        }
    }

    @Override
    public void write(Page page) throws IOException {
        page.head("How far apart the two sides begin");
        page.say("`synchrony.start` of the `trial.json` of all trials above: how much later one side's"
                + " probe began than the other's. Wanted: at most one start in " + ONE_IN + " more than "
                + millis(APART_NANOS) + " apart. One that is known no better than that is not judged.");
        page.table("runtime", "network", "starts", "median", "most", "further apart", "not judged", "");
        Map<Kind, Starts> byKind = new TreeMap<>(Kind.ORDER);
        for (Summaries campaign : campaigns) {
            for (JsonNode trial : campaign.trials()) {
                JsonNode start = trial.path("synchrony").path("start");
                // one that never began has none
                if (start.isObject()) {
                    byKind.computeIfAbsent(Kind.of(trial.path("trial").path("cell")), kind -> new Starts())
                            .add(start);
                }
            }
        }
        byKind.forEach((kind, starts) -> row(page, kind, starts));
        page.endTable();
    }

    private static void row(Page page, Kind kind, Starts starts) {
        page.row(
                kind.runtime(),
                kind.network(),
                Integer.toString(starts.apartNanos.size()),
                micros(Quantities.median(starts.apartNanos)),
                micros(starts.mostNanos()),
                Long.toString(starts.late()),
                Integer.toString(starts.unknown),
                starts.areTooFew()
                        ? "too few to say"
                        : page.judge(starts.met(), "starts, " + kind.runtime() + ", " + kind.network()));
    }

    private static String micros(double nanos) {
        return Double.isNaN(nanos) ? "" : Quantities.fixed(1, nanos / 1e3) + " µs";
    }

    private static String millis(double nanos) {
        return Quantities.fixed(1, nanos / 1e6) + " ms";
    }
}
