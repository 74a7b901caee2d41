package dev.tare.controller.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds the tree from the parser's events rather than from its own nodes: so a file full of nesting or aliases is stopped
 * before it has become anything large.
 */
final class TreeBuilder {

    private static final int MAX_DEPTH = 32;

    private final Problems problems;

    TreeBuilder(Problems problems) {
        this.problems = problems;
    }

    Node build(String text) {
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(YamlDocument.MAX_BYTES)
                .setUseMarks(true)
                .build();
        try {
            return document(new Parse(settings).parseString(text).iterator());
        } catch (MarkedYamlEngineException malformed) {
            problems.add(malformed.getProblemMark().map(TreeBuilder::mark).orElse(new Mark(1, 1)), describe(malformed));
        } catch (YamlEngineException malformed) {
            problems.add(new Mark(1, 1), "not YAML: " + firstLine(String.valueOf(malformed.getMessage())));
        }
        throw problems.exception();
    }

    private Node document(Iterator<Event> events) {
        Node root = null;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
                default -> {
                    if (root != null) {
                        throw refuse(mark(event), "a second document in the same file; only one is allowed");
                    }
                    root = node(event, events, 0);
                }
            }
        }
        if (root == null) {
            throw refuse(new Mark(1, 1), "the file is empty");
        }
        return root;
    }

    private Node node(Event event, Iterator<Event> events, int depth) {
        Mark mark = mark(event);
        if (event instanceof AliasEvent) {
            throw refuse(mark, "aliases (*name) are not allowed; write the value out");
        }
        if (depth > MAX_DEPTH) {
            throw refuse(mark, "nested deeper than " + MAX_DEPTH + " levels");
        }
        refuseExtras((NodeEvent) event, mark);
        return switch (event.getEventId()) {
            case Scalar -> {
                ScalarEvent scalar = (ScalarEvent) event;
                yield new Node.Scalar(mark, scalar.getValue(), scalar.isPlain());
            }
            case SequenceStart -> sequence(mark, events, depth);
            case MappingStart -> mapping(mark, events, depth);
            default -> throw new IllegalStateException("a parser event out of place: " + event);
        };
    }

    private void refuseExtras(NodeEvent event, Mark mark) {
        if (event.getAnchor().isPresent()) {
            throw refuse(mark, "anchors (&name) are not allowed; write the value out");
        }
        Optional<String> tag = switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case CollectionStartEvent start -> start.getTag();
            default -> Optional.empty();
        };
        if (tag.isPresent() && !tag.get().equals("!")) {
            throw refuse(mark, "tags (!type) are not allowed; write the plain value");
        }
    }

    private Node sequence(Mark mark, Iterator<Event> events, int depth) {
        List<Node> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event, events, depth + 1));
        }
        return new Node.Sequence(mark, items);
    }

    private Node mapping(Mark mark, Iterator<Event> events, int depth) {
        List<Node.Entry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            if (!(node(event, events, depth + 1) instanceof Node.Scalar key)) {
                throw refuse(mark(event), "a key must be a word");
            }
            Node value = node(events.next(), events, depth + 1);
            if (seen.add(key.text())) {
                entries.add(new Node.Entry(key.mark(), key.text(), value));
            } else {
                problems.add(key.mark(), "the key '" + key.text() + "' stands here twice");
            }
        }
        return new Node.Mapping(mark, entries);
    }

    private RuntimeException refuse(Mark mark, String message) {
        problems.add(mark, message);
        return problems.exception();
    }

    private static Mark mark(Event event) {
        return event.getStartMark().map(TreeBuilder::mark).orElse(new Mark(1, 1));
    }

    private static Mark mark(org.snakeyaml.engine.v2.exceptions.Mark mark) {
        return new Mark(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static String describe(MarkedYamlEngineException malformed) {
        String context = malformed.getContext() == null ? "" : " " + firstLine(malformed.getContext());
        return "not YAML: " + firstLine(malformed.getProblem()) + context;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
