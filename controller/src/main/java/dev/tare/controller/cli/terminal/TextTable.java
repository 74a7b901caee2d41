package dev.tare.controller.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Columns for people, separated by two blanks; no lines, no colours, so that it can be piped. */
public final class TextTable {

    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a row; rows may have different lengths. */
    public TextTable row(Object... cells) {
        rows.add(List.of(cells).stream().map(String::valueOf).toList());
        return this;
    }

    /** All rows, padded. */
    public List<String> lines() {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                int width = row.get(column).length();
                if (column == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(column, Math.max(widths.get(column), width));
                }
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            boolean last = column == row.size() - 1;
            line.append(cell).append(last ? "" : " ".repeat(widths.get(column) - cell.length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
