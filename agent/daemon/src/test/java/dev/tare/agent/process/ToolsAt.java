package dev.tare.agent.process;

import java.nio.file.Path;
import java.util.List;

/** What is looked for in a test's own directories, and nowhere else. */
public final class ToolsAt {

    private ToolsAt() {}

    /** Finds nothing where there are none. */
    public static Tools places(List<Path> directories) {
        return new Tools(directories);
    }
}
