package dev.tare.bench;

import dev.tare.controller.lab.install.ToolCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** netperf as fetched for the benches, or sockperf where it could not be had. */
record Netperf(Optional<Path> folder) {

    static Netperf find() throws IOException {
        return new Netperf(ToolCache.of(System.getenv()).tools().stream()
                .map(tree -> tree.resolve("usr/bin"))
                .filter(bin -> Files.isExecutable(bin.resolve("netperf")))
                .findFirst());
    }

    String name() {
        return folder.isPresent() ? "netperf -t TCP_RR" : "sockperf ping-pong --tcp";
    }

    double transactionsPerSecond(ReferenceTools tools, Duration duration) throws IOException, InterruptedException {
        if (folder.isEmpty()) {
            return tools.sockperfTransactionsPerSecond(duration);
        }
        Path bin = folder.get();
        return tools.netperfTransactionsPerSecond(
                bin.resolve("netperf").toString(), bin.resolve("netserver").toString(), duration);
    }
}
