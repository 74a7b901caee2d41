package dev.tare.controller.archive;

import dev.tare.common.clock.Exchange;
import dev.tare.common.text.Printable;
import dev.tare.controller.trial.Side;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * {@code clocks.csv} of a trial: the exchanges of clocks between controller and agents, in nanoseconds, asked and answered
 * on the controller's clock, received and sent on that side's agent's. {@code clocks-direct.csv} is the same, asked by the
 * other side's agent: asked and answered are on its clock.
 */
final class ClockFile {

    private static final String HEADER = "side,asked_ns,received_ns,sent_ns,answered_ns";
    private static final int COLUMNS = 5;

    private ClockFile() {}

    static byte[] of(Map<Side, List<Exchange>> exchanges) {
        StringBuilder text = new StringBuilder(HEADER).append("\r\n");
        new EnumMap<>(exchanges)
                .forEach((side, all) -> all.forEach(each -> text.append(side.word())
                        .append(',')
                        .append(each.t1())
                        .append(',')
                        .append(each.t2())
                        .append(',')
                        .append(each.t3())
                        .append(',')
                        .append(each.t4())
                        .append("\r\n")));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What a file says.
     *
     * @param defects what was wrong with it; empty is good
     */
    record Content(Map<Side, List<Exchange>> exchanges, List<String> defects) {}

    /**
     * Empty where there is no such file: none was written when an agent could only be asked over gRPC. A line that is not what it
     * should be is a defect of the data, not an error; what came before it is kept. One without its end may have lost digits of its
     * last number, so it is not believed.
     */
    static Content read(Path file) throws IOException {
        Map<Side, List<Exchange>> exchanges = new EnumMap<>(Side.class);
        if (!Files.isRegularFile(file)) {
            return new Content(exchanges, List.of());
        }
        String[] lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n", -1);
        int last = lines.length - 1;
        for (int i = 1; i < last; i++) {
            try {
                add(lines[i].strip().split(",", -1), exchanges);
            } catch (IllegalArgumentException broken) {
                return new Content(
                        exchanges,
                        List.of(place(file, i) + Printable.of(String.valueOf(broken.getMessage()))
                                + "; it and what follows was not read"));
            }
        }
        return new Content(
                exchanges,
                lines[last].isEmpty() && last > 0
                        ? List.of()
                        : List.of(place(file, last) + "the line is cut off and was not read"));
    }

    private static String place(Path file, int line) {
        return file.getFileName() + ":" + (line + 1) + ": ";
    }

    private static void add(String[] words, Map<Side, List<Exchange>> exchanges) {
        if (words.length != COLUMNS) {
            throw new IllegalArgumentException(words.length + " columns instead of " + COLUMNS);
        }
        Side side = side(words[0]);
        Exchange exchange = exchange(words);
        exchanges.computeIfAbsent(side, _ -> new ArrayList<>()).add(exchange);
    }

    private static Exchange exchange(String[] words) {
        return new Exchange(
                Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]), Long.parseLong(words[4]));
    }

    private static Side side(String word) {
        for (Side side : Side.values()) {
            if (side.word().equals(word)) {
                return side;
            }
        }
        throw new IllegalArgumentException("a side called " + word);
    }
}
