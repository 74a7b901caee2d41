package dev.tare.agent.runtime.daemon;

import dev.tare.agent.process.MissingToolException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A daemon that runtimes are asked of. */
interface DaemonKind {

    /** E.g. {@code docker}; in the grammar of trial names. */
    String name();

    /** The Unix socket on which it answers, the host's own and one that the agent started alike. */
    Path socket();

    /**
     * How it is started, in the foreground.
     *
     * @param directory empty, for all it keeps
     */
    List<String> command(Path directory) throws MissingToolException;

    /** Its environment but PATH and LC_ALL. */
    default Map<String, String> environment(Path directory) {
        return Map.of();
    }

    /** What somebody does who wants it to run on this host. */
    String remedy();
}
