package dev.tare.controller.trial;

/**
 * One cell in one block, in a fresh instance.
 *
 * @param block counts from 1
 * @param order position within its block, from 1
 */
public record Trial(int block, int order, Cell cell) {

    /** Its folder in the archive: {@code BLOCK-ORDER-CELL}, numbers with three digits so that names sort. */
    public String folder() {
        return "%03d-%03d-%s".formatted(block, order, cell.id());
    }
}
