package dev.tare.agent.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a ledger's file comes to.
 *
 * <p>A last line that does not parse is a write that a crash tore: the object it announced was never made, so it is left
 * out without a word. Any other line that makes no sense is a problem, because an object may be lost with it.
 *
 * @param open entries not struck, by id
 * @param lastId largest id ever given out; 0 for none
 * @param problems sentences for people
 */
record LedgerReplay(SortedMap<Long, Entry> open, long lastId, List<String> problems) {

    static LedgerReplay of(byte[] file, ObjectReader reader) {
        var open = new TreeMap<Long, Entry>();
        var problems = new ArrayList<String>();
        long lastId = 0;
        String[] lines = new String(file, StandardCharsets.UTF_8).split("\n", -1);
        int last = lines[lines.length - 1].isEmpty() ? lines.length - 2 : lines.length - 1;
        for (int index = 0; index <= last; index++) {
            try {
                LedgerLine line = reader.readValue(lines[index]);
                apply(line, open);
                lastId = Math.max(lastId, line.id());
            } catch (JsonProcessingException | IllegalArgumentException e) {
                if (index < last) {
                    problems.add("ledger line " + (index + 1) + ": " + firstLine(e));
                }
            }
        }
        return new LedgerReplay(open, lastId, List.copyOf(problems));
    }

    private static void apply(LedgerLine line, SortedMap<Long, Entry> open) {
        if (line.op() == null) {
            throw new IllegalArgumentException("no op");
        }
        switch (line.op()) {
            case RECORD -> open.put(line.id(), line.entry());
            case AMEND -> {
                Map<String, String> more = line.details();
                if (more == null || open.computeIfPresent(line.id(), (_, entry) -> amended(entry, more)) == null) {
                    throw new IllegalArgumentException("amends entry " + line.id() + ", which is not open");
                }
            }
            case STRIKE -> {
                if (open.remove(line.id()) == null) {
                    throw new IllegalArgumentException("strikes entry " + line.id() + ", which is not open");
                }
            }
        }
    }

    static Entry amended(Entry entry, Map<String, String> more) {
        var details = new HashMap<>(entry.details());
        details.putAll(more);
        return new Entry(entry.id(), entry.trialId(), entry.kind(), entry.name(), details);
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse(e.getClass().getSimpleName());
    }
}
