package dev.tare.controller.yaml;

import java.util.List;

/** A piece of a YAML file. Text is not interpreted here: whether {@code 10} is a number is the reader's business. */
public sealed interface Node {

    Mark mark();

    /** What it is, for messages. */
    String shape();

    /**
     * A value without parts.
     *
     * @param plain true when it was written without quotes
     */
    record Scalar(Mark mark, String text, boolean plain) implements Node {
        @Override
        public String shape() {
            return isNull() ? "nothing" : "'" + text + "'";
        }

        /** True for what YAML calls null: nothing at all, {@code ~} or {@code null}. */
        public boolean isNull() {
            return plain && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        }
    }

    record Sequence(Mark mark, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String shape() {
            return "a list";
        }
    }

    /** Keys are text; none stands twice. */
    record Mapping(Mark mark, List<Entry> entries) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String shape() {
            return "a mapping";
        }
    }

    /** A key, where it stands, and its value. */
    record Entry(Mark mark, String key, Node value) {}
}
