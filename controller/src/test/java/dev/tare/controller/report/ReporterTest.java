package dev.tare.controller.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.analysis.summary.RatioMeaning;
import dev.tare.controller.analysis.summary.Summary;
import dev.tare.controller.archive.SyntheticArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReporterTest {

    @TempDir
    private Path root;

    @Test
    void theSameArchiveGivesTheSameBytes() throws IOException {
        SyntheticArchive.demo(root, 3);
        Reporter.write(root);
        Map<String, String> first = derived();
        Reporter.write(root);
        assertThat(derived()).isEqualTo(first).containsKeys("report.html", "summary.json", "cells.csv");
    }

    @Test
    void wireLimitedCellsAreNeverCalledACost() throws IOException {
        SyntheticArchive.demo(root, 3);
        Summary summary = Reporter.write(root);
        Summary.CellSummary runc = cell(summary, "runc-host-tcp-stream-10ge");
        assertThat(runc.limitedBy()).isEqualTo("wire-limited");
        assertThat(runc.metrics().values())
                .extracting(Summary.MetricSummary::ratioToNative)
                .filteredOn(Objects::nonNull)
                .extracting(Summary.RatioSummary::meaning)
                .contains(RatioMeaning.NOT_A_COST);
        assertThat(Files.readString(root.resolve("report.html")))
                .contains("the wire itself, which says nothing about what they cost");
    }

    private static Summary.CellSummary cell(Summary summary, String id) {
        return summary.cells().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> derived() throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (Path path : List.of(root.resolve("report.html"), root.resolve("summary.json"))) {
            files.put(path.getFileName().toString(), Files.readString(path));
        }
        try (Stream<Path> tables = Files.list(root.resolve("tables"))) {
            for (Path path : tables.toList()) {
                files.put(path.getFileName().toString(), Files.readString(path));
            }
        }
        return files;
    }
}
