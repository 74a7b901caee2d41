package dev.tare.controller.report;

import dev.tare.controller.analysis.claims.Claims;
import dev.tare.controller.analysis.summary.Analysis;
import dev.tare.controller.analysis.summary.Summarizer;
import dev.tare.controller.analysis.summary.Summary;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchiveJson;
import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.timeline.TimelineFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * Writes all that is derived from an archive: summary.json, tables/ and report.html. Reads raw data alone, so that it
 * gives the same bytes whenever it is run.
 */
public final class Reporter {

    private Reporter() {}

    /**
     * Computes and writes everything anew.
     *
     * @param root the archive
     * @return what summary.json holds
     * @throws IOException when the archive cannot be read or written
     */
    public static Summary write(Path root) throws IOException {
        Archive archive = Archive.open(root);
        Analysis analysis = Analysis.of(archive);
        Summary summary = Summarizer.summarize(analysis);
        ArchiveLayout layout = new ArchiveLayout(root);
        replace(layout.summary(), ArchiveJson.page().writeValueAsString(summary) + "\n");
        Files.createDirectories(layout.tables());
        Story story = new Story(analysis, summary, Claims.shipped());
        for (Map.Entry<String, String> table : Tables.of(story).entrySet()) {
            replace(layout.tables().resolve(table.getKey()), table.getValue());
        }
        TimelineFiles.write(archive);
        replace(layout.report(), new ReportPage(story).render());
        return summary;
    }

    /** The report's first sentence: what the archive says, in words. */
    public static String conclusion(Path root) throws IOException {
        Analysis analysis = Analysis.of(Archive.open(root));
        return new Headline(new Story(analysis, Summarizer.summarize(analysis), Claims.shipped())).sentence();
    }

    /** Whoever has the old file open keeps it whole. */
    private static void replace(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
