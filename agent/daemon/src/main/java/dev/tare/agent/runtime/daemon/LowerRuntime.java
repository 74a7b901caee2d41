package dev.tare.agent.runtime.daemon;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.RuntimeKind;
import java.util.Map;
import java.util.Optional;

/**
 * What a daemon starts a container with, as a plan asks for it.
 *
 * @param named by the daemon's own configuration; empty where a plan cannot ask, and it is the daemon's default
 * @param takesDevicesAtItsStart it has a network stack or a machine of its own, and what comes into the container's namespace later
 *     is not seen
 */
record LowerRuntime(Optional<String> named, boolean takesDevicesAtItsStart) {

    private static final String OPTION = "runtime";

    /** Of the options of a daemon's runtime. */
    static LowerRuntime of(String daemon, Map<String, String> options) {
        return new LowerRuntime(
                Optional.ofNullable(options.get(OPTION)),
                Catalog.runtime(daemon, options).map(RuntimeKind::ownStack).orElse(false));
    }

    /** Of the grammar of trial names: {@code docker}, {@code docker-runsc}. */
    String under(String daemon) {
        return named.map(name -> daemon + "-" + name).orElse(daemon);
    }
}
