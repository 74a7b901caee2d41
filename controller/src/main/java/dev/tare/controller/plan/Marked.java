package dev.tare.controller.plan;

import dev.tare.controller.yaml.Mark;
import java.util.List;

/** Something read, and where it stands, for messages that need more than one place. */
record Marked<T>(Mark mark, T value) {

    static <T> List<T> values(List<Marked<T>> marked) {
        return marked.stream().map(Marked::value).toList();
    }
}
