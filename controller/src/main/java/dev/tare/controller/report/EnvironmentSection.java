package dev.tare.controller.report;

import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.summary;

import dev.tare.controller.analysis.summary.Summary;
import dev.tare.controller.archive.HostEnvironment;
import dev.tare.controller.trial.Pair;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where it was measured. */
final class EnvironmentSection implements Section {

    @Override
    public Optional<DomContent> render(Story story, FigureData figures) {
        SortedMap<String, HostEnvironment> hosts = story.analysis().archive().hosts();
        Summary.Run run = story.summary().run();
        List<String> header = new ArrayList<>(List.of(""));
        header.addAll(hosts.keySet());
        List<List<String>> rows = new ArrayList<>();
        row(rows, hosts, "Host", HostEnvironment::hostname);
        row(rows, hosts, "Kernel", HostEnvironment::kernel);
        row(rows, hosts, "System", it -> it.os() + ", " + it.architecture());
        row(rows, hosts, "Processor", it -> it.cpuModel() + ", " + it.cpuCount() + " CPUs");
        row(rows, hosts, "CPUs of this host", it -> numbers(it.allowedCpus()));
        row(rows, hosts, "Memory", it -> Quantity.fixed(it.memoryBytes() / 1073741824.0, 1) + " GiB");
        row(rows, hosts, "Agent, Java", it -> it.agentVersion() + ", " + it.javaVersion());
        row(rows, hosts, "Wall clock", it -> wallClock(it.facts()));
        row(rows, hosts, "Bundle", HostEnvironment::bundleDigest);
        row(rows, hosts, "Engines", EnvironmentSection::engines);
        return Optional.of(Blocks.part(
                "environment",
                "Environment",
                div(each(caveats(story, run), text -> p(text).withClass("note"))),
                hosts.isEmpty() ? p("No host was described.") : Blocks.grid(header, rows),
                Blocks.grid(
                        List.of(
                                "Cell",
                                "Runtime's version",
                                "Congestion control, client",
                                "server",
                                "TLS",
                                "Traffic's threads, client",
                                "server"),
                        story.summary().cells().stream()
                                .map(it -> List.of(
                                        it.id(),
                                        it.runtimeVersion().isEmpty() ? "–" : it.runtimeVersion(),
                                        told(it.congestionControl(), "client"),
                                        told(it.congestionControl(), "server"),
                                        tls(it),
                                        told(it.scheduling(), "client"),
                                        told(it.scheduling(), "server")))
                                .toList()),
                div(each(hosts.entrySet(), it -> facts(it.getKey(), it.getValue()))),
                div(each(ClockNote.of(story.analysis().trials()).stream().toList(), text -> p(text).withClass("note"))),
                p("Campaign: seed " + (run.seed() == null ? "unknown" : run.seed()) + ", " + run.trialsRecorded()
                                + " trials recorded"
                                + (run.trialsPlanned() == null ? "" : " of " + run.trialsPlanned() + " planned")
                                + ", Tare " + run.version() + ".")
                        .withClass("note")));
    }

    private static List<String> caveats(Story story, Summary.Run run) {
        List<String> caveats = new ArrayList<>();
        if (run.labMadeByTare()) {
            caveats.add("The hosts are network namespaces of one machine, joined by virtual links. Their frames are"
                    + " super-packets of up to 64 KiB, so CPU time per byte does not transfer to a network card; ratios"
                    + " between runtimes on this link are what this lab can tell.");
            if (story.analysis().cells().stream().anyMatch(it -> it.cell().linkBitsPerSecond() > 0)) {
                caveats.add(
                        "A limited link is shaped by a token bucket to what Ethernet of that rate carries; this is exact"
                                + " for full frames, so small-packet results claim no line rate.");
            }
        }
        if (run.sidesShareCpus()) {
            caveats.add("The two sides may run on the same CPUs: CPU cost is given for both together.");
        }
        String within = story.analysis().cells().stream()
                .map(it -> it.cell().pair())
                .filter(Pair::isOneHost)
                .map(Pair::client)
                .distinct()
                .collect(Collectors.joining(", "));
        if (!within.isEmpty()) {
            caveats.add(
                    "On " + within
                            + " both sides of a trial were on the same host: no link was crossed and no card used, so"
                            + " that nothing but CPUs limits the rate, and both sides share these. Network host is then the loopback;"
                            + " bridge joins a namespace for each side. Such numbers are compared with native on the same host alone.");
        }
        return caveats;
    }

    private static void row(
            List<List<String>> rows,
            Map<String, HostEnvironment> hosts,
            String name,
            Function<HostEnvironment, String> text) {
        List<String> row = new ArrayList<>(List.of(name));
        hosts.values().forEach(host -> row.add(text.apply(host)));
        rows.add(row);
    }

    private static String engines(HostEnvironment host) {
        String all = host.engines().stream()
                .filter(HostEnvironment.Availability::usable)
                .map(it -> it.name() + " " + it.version())
                .collect(Collectors.joining(", "));
        return all.isEmpty() ? "none but the probe" : all + "; " + host.engineLayerDigest();
    }

    private static String told(Map<String, List<String>> bySide, String side) {
        List<String> names = bySide.getOrDefault(side, List.of());
        return names.isEmpty() ? "not told" : String.join(", ", names);
    }

    private static String tls(Summary.CellSummary cell) {
        String all =
                cell.tls().values().stream().flatMap(List::stream).distinct().collect(Collectors.joining(", "));
        return all.isEmpty() ? "–" : all;
    }

    private static String numbers(List<Integer> cpus) {
        return cpus.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** As the kernel tells, for people: the timeline is of monotonic clocks. */
    private static String wallClock(Map<String, String> facts) {
        String synchronised = facts.get("wall_clock.synchronised");
        if (synchronised == null) {
            return "not told";
        }
        String daemons = facts.getOrDefault("wall_clock.daemons", "");
        return (synchronised.equals("yes")
                        ? "disciplined, at most " + facts.get("wall_clock.maximum_error_us") + " µs off"
                        : "not disciplined")
                + (daemons.isEmpty() ? "" : " (" + daemons + ")");
    }

    private static DomContent facts(String name, HostEnvironment host) {
        return details(
                summary("All facts of " + name),
                Blocks.grid(
                        List.of("Fact", "Value"),
                        new TreeMap<>(host.facts())
                                .entrySet().stream()
                                        .map(it -> List.of(it.getKey(), it.getValue()))
                                        .toList()));
    }
}
