package dev.tare.controller.trial;

import java.util.Locale;
import java.util.Objects;

/**
 * One cell in one block, in a fresh instance.
 *
 * @param block counts from 1
 * @param order position within its block, from 1
 */
public record Trial(int block, int order, Cell cell) {

    public Trial {
        Objects.requireNonNull(cell, "no cell");
    }

    /** Its folder in the archive: {@code BLOCK-ORDER-CELL}, numbers with three digits so that names sort. */
    public String folder() {
        return String.format(Locale.ROOT, "%03d-%03d-%s", block, order, cell.id());
    }
}
