package dev.tare.controller.archive;

import dev.tare.common.tls.TlsFiles;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.lab.LabSpecs;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Chosen;
import dev.tare.controller.trial.Pair;
import dev.tare.controller.trial.Side;
import dev.tare.controller.trial.Trial;
import dev.tare.controller.trial.TrialStatus;
import dev.tare.proto.agent.v1.RunTrialResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Writes an archive such as a campaign leaves, without running one. */
public final class SyntheticArchive {

    public static final double CEILING = 10e9 / 8 * 1448 / 1538;

    private final Path root;
    private final ArchiveLayout layout;

    private SyntheticArchive(Path root) throws IOException {
        this.root = root;
        this.layout = new ArchiveLayout(root);
        Files.createDirectories(layout.trials());
        Files.createDirectories(layout.environments());
    }

    /** One with lab, hosts and journal, and no trial. */
    public static SyntheticArchive empty(Path root) throws IOException {
        SyntheticArchive archive = new SyntheticArchive(root);
        Files.writeString(archive.layout.plan(), "schemaVersion: 1\nname: demo\n");
        Files.writeString(archive.layout.lab(), ArchiveJson.page().writeValueAsString(lab()));
        for (String host : Pair.USUAL.hosts()) {
            Files.writeString(
                    archive.layout.environment(host), ArchiveJson.page().writeValueAsString(host(host, host)));
        }
        Files.writeString(
                archive.layout.journal(),
                "{\"kind\":\"campaign\",\"schema_version\":1,\"name\":\"demo\",\"plan_digest\":\"sha256:00\",\"seed\":42,\"version\":\"0.1.0\",\"trials\":6,\"started_at\":\"2026-11-23T08:00:00Z\"}\n");
        return archive;
    }

    /** The demo as one would like to see it: native, runC and gVisor, on a limited and an unlimited link. */
    public static SyntheticArchive demo(Path root, int blocks) throws IOException {
        SyntheticArchive archive = empty(root);
        Random random = new Random(42);
        for (int block = 1; block <= blocks; block++) {
            int order = 1;
            for (Cell cell : demoCells()) {
                archive.add(demoTrial(new Trial(block, order++, cell), random.nextLong()));
            }
        }
        return archive;
    }

    private static List<Cell> demoCells() {
        return List.of("10GE", "unlimited").stream()
                .flatMap(link -> List.of("tcp-stream", "tcp-rr").stream()
                        .flatMap(workload -> List.of(
                                        "native host",
                                        "runc host",
                                        "native bridge",
                                        "runc bridge",
                                        "gvisor:systrap bridge",
                                        "gvisor:ptrace bridge",
                                        "gvisor:kvm bridge")
                                .stream()
                                .map(it -> cell(
                                        it.substring(0, it.indexOf(' ')),
                                        it.substring(it.indexOf(' ') + 1),
                                        workload,
                                        link))))
                .toList();
    }

    private static SyntheticTrial demoTrial(Trial trial, long seed) {
        Cell cell = trial.cell();
        boolean stream = cell.workload().name().equals("tcp-stream");
        boolean limited = cell.linkBitsPerSecond() > 0;
        double factor = cell.runtime().name().equals("gvisor")
                ? (cell.runtime().options().containsValue("ptrace") ? 0.09 : 0.2)
                : cell.runtime().name().equals("runc") ? 0.99 : 1;
        Random random = new Random(seed);
        double perSecond = stream
                ? Math.min(limited ? CEILING * 0.9995 : 1e18, 4.4e9 * factor * (1 + 0.012 * random.nextGaussian()))
                : 15_500 * Math.pow(factor, 0.7) * (1 + 0.02 * random.nextGaussian());
        SyntheticTrial it = new SyntheticTrial(trial, perSecond, seed);
        it.clientBusy = stream ? Math.min(0.995, 0.9 * perSecond / 4.4e9 / factor) : 0.55;
        it.serverBusy = stream ? Math.min(0.99, perSecond / 4.4e9) : 0.5;
        if (cell.runtime().options().containsValue("kvm")) {
            it.status = TrialStatus.UNAVAILABLE;
            it.failure = "platform kvm did not start a sandbox within 5 s";
            it.remedy = "use platform systrap, or a host with nested virtualisation";
        }
        if (trial.block() == 2 && trial.order() == 3) {
            it.steal = 0.05;
        }
        if (trial.block() == 3 && trial.order() == 5) {
            it.serverDone = false;
            it.status = TrialStatus.FAILED;
            it.failure = "probe-crashed: the probe ended with signal 9";
            it.stderr = "runsc: <b>panic</b> & gone";
        }
        return it;
    }

    public void add(SyntheticTrial it) throws IOException {
        Path folder = layout.trial(it.trial);
        Files.createDirectories(folder);
        Files.writeString(ArchiveLayout.recordIn(folder), ArchiveJson.page().writeValueAsString(it.toRecord()));
        if (it.status == TrialStatus.UNAVAILABLE) {
            return;
        }
        if (it.clockRoundTripNanos > 0) {
            Files.write(ArchiveLayout.clocksIn(folder), ClockFile.of(it.exchanges()));
        }
        if (it.directRoundTripNanos > 0) {
            Files.write(ArchiveLayout.directClocksIn(folder), ClockFile.of(Map.of(Side.SERVER, it.directExchanges())));
        }
        for (Side side : Side.values()) {
            try (OutputStream out = Files.newOutputStream(ArchiveLayout.streamIn(folder, side))) {
                for (RunTrialResponse message : it.messages(side)) {
                    message.writeDelimitedTo(out);
                }
            }
        }
    }

    public Path root() {
        return root;
    }

    /** {@code runtime} may be {@code gvisor:systrap}; {@code link} is 10GE or unlimited. */
    public static Cell cell(String runtime, String network, String workload, String link) {
        String[] parts = runtime.split(":", 2);
        return new Cell(
                (runtime.replace(':', '-') + "-" + network + "-" + workload + "-" + link)
                        .toLowerCase(java.util.Locale.ROOT),
                Chosen.of(parts[0], parts.length > 1 ? Map.of("platform", parts[1]) : Map.of()),
                Chosen.of(network, Map.of()),
                new java.util.TreeMap<>(),
                Chosen.of(
                        workload,
                        workload.equals("tcp-rr")
                                ? Map.of("request", "1", "response", "1")
                                : Map.of("block", "131072", "streams", "1", "direction", "upload")),
                "builtin",
                "client",
                link,
                link.equals("unlimited") ? 0 : 10_000_000_000L,
                Pair.USUAL);
    }

    /** That cell with its runtime on another side, and other options of its workload. */
    public static Cell cell(Cell like, String side, Map<String, String> workloadOptions) {
        return new Cell(
                like.id(),
                like.runtime(),
                like.network(),
                like.tuning(),
                Chosen.of(like.workload().name(), workloadOptions),
                like.engine(),
                side,
                like.link(),
                like.linkBitsPerSecond(),
                like.pair());
    }

    static Lab lab() {
        return new Lab(
                "demo",
                true,
                LabSpecs.hosts(
                        new Lab.Host("10.77.0.1:7411", "eth1", "10.78.0.1/24", "10.78.0.101/24", null, 7500),
                        new Lab.Host("10.77.0.2:7411", "eth1", "10.78.0.2/24", "10.78.0.102/24", null, 7500)),
                new Lab.Link(10_000_000_000L, 1500),
                new TlsFiles(Path.of("ca.pem"), Path.of("c.pem"), Path.of("c.key")));
    }

    public static HostEnvironment host(String name, String hostname) {
        return new HostEnvironment(
                1,
                "0.1.0",
                "sha256:" + "ab".repeat(32),
                "",
                hostname,
                "6.18.0",
                "Debian GNU/Linux 12",
                "amd64",
                "A processor",
                2,
                List.of(name.equals("client") ? 0 : 1),
                24L << 30,
                "25.0.1",
                Map.of("clocksource", "tsc", "net.ipv4.tcp_congestion_control", "bbr"),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
