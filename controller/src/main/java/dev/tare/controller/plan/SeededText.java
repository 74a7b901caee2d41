package dev.tare.controller.plan;

import dev.tare.controller.yaml.Mark;
import dev.tare.controller.yaml.Node;
import java.util.Optional;

/**
 * A plan's text with another seed in it, and all else, comments too, as its author wrote it: the copy in an archive gives
 * the same order when it is run again.
 */
record SeededText(String text) {

    String with(long seed, Node root, Optional<Node> written) {
        if (written.isPresent() && written.get() instanceof Node.Scalar scalar) {
            int start = offset(scalar.mark());
            return text.substring(0, start)
                    + seed
                    + text.substring(start + scalar.text().length());
        }
        int start = offset(root.mark());
        boolean flow = text.charAt(start) == '{';
        String line = flow
                ? "{seed: " + seed + ", "
                : "seed: " + seed + "\n" + " ".repeat(root.mark().column() - 1);
        return text.substring(0, start) + line + text.substring(flow ? start + 1 : start);
    }

    /** Marks count lines, and in a line code points. */
    private int offset(Mark mark) {
        int start = 0;
        for (int line = 1; line < mark.line(); line++) {
            start = nextLine(start);
        }
        return text.offsetByCodePoints(start, mark.column() - 1);
    }

    private int nextLine(int from) {
        int at = from;
        while (text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        return text.startsWith("\r\n", at) ? at + 2 : at + 1;
    }
}
