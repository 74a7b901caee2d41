package dev.tare.controller.analysis.claims;

import dev.tare.controller.archive.ArchiveJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/**
 * Numbers of one figure or table of a publication.
 *
 * @param id short and stable
 * @param source who published it, where and when
 * @param title of the figure, in our words
 * @param setup what was measured with, as the source says
 * @param workload of the catalogue, which corresponds
 * @param link of a cell, which corresponds
 * @param network of the catalogue, which corresponds
 * @param metric name as in summary.json
 * @param unit as we read it; {@code notes} says why where the source writes another
 * @param factorToBase multiplies a value to give the metric's base unit
 * @param notes what a reader must know
 */
public record Claims(
        String id,
        String source,
        String title,
        String setup,
        String workload,
        String link,
        String network,
        String metric,
        String unit,
        double factorToBase,
        List<Claim> values,
        List<String> notes) {

    private static final List<String> SHIPPED = List.of("kovacs2017-figure9.json");

    public Claims {
        values = List.copyOf(values);
        notes = List.copyOf(notes);
    }

    /**
     * One number.
     *
     * @param runtime of the catalogue, or the name such a runtime would have there
     * @param label as the source calls it
     */
    public record Claim(String runtime, String label, double mean, double sd) {}

    /** All that come with the program. */
    public static List<Claims> shipped() {
        return SHIPPED.stream().map(Claims::read).toList();
    }

    private static Claims read(String name) {
        try (InputStream in = Objects.requireNonNull(Claims.class.getResourceAsStream(name), name)) {
            return ArchiveJson.line().readValue(in, Claims.class);
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + name, e);
        }
    }
}
