package dev.tare.controller.report;

import dev.tare.controller.analysis.claims.Claims;
import dev.tare.controller.analysis.summary.Analysis;
import dev.tare.controller.analysis.summary.Summarizer;
import dev.tare.controller.analysis.summary.Summary;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchiveJson;
import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.archive.WholeFiles;
import dev.tare.controller.timeline.TimelineFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        WholeFiles.replace(layout.summary(), ArchiveJson.page().writeValueAsString(summary) + "\n");
        Files.createDirectories(layout.tables());
        Story story = new Story(analysis, summary, Claims.shipped());
        for (Map.Entry<String, String> table : Tables.of(story).entrySet()) {
            WholeFiles.replace(layout.tables().resolve(table.getKey()), table.getValue());
        }
        TimelineFiles.write(archive);
        WholeFiles.replace(layout.report(), new ReportPage(story).render());
        return summary;
    }

    /** The report's first sentence: what the archive says, in words. */
    public static String conclusion(Path root) throws IOException {
        Analysis analysis = Analysis.of(Archive.open(root));
        return new Headline(new Story(analysis, Summarizer.summarize(analysis), Claims.shipped())).sentence();
    }
}
