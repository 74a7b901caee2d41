package dev.tare.controller.archive;

import dev.tare.common.clock.Exchange;
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
     * Empty where there is no such file: none was written when an agent could only be asked over gRPC.
     *
     * @throws IOException when a line is not what it should be, with its number
     */
    static Map<Side, List<Exchange>> read(Path file) throws IOException {
        Map<Side, List<Exchange>> exchanges = new EnumMap<>(Side.class);
        if (!Files.isRegularFile(file)) {
            return exchanges;
        }
        List<String> lines = Files.readAllLines(file);
        for (int i = 1; i < lines.size(); i++) {
            String[] words = lines.get(i).split(",", -1);
            try {
                if (words.length != COLUMNS) {
                    throw new IllegalArgumentException(words.length + " columns");
                }
                exchanges
                        .computeIfAbsent(side(words[0]), _ -> new ArrayList<>())
                        .add(exchange(words));
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ":" + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return exchanges;
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
