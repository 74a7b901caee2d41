package dev.tare.agent.runtime.daemon;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.RuntimeKind;
import java.util.List;
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
        Optional<String> named = Optional.ofNullable(options.get(OPTION));
        if (named.isPresent() && !choices(daemon).contains(named.get())) {
            // a name of the host's own would be taken for whatever the daemon calls so
            throw new IllegalArgumentException("not a runtime of " + daemon);
        }
        return new LowerRuntime(
                named,
                Catalog.runtime(daemon, options).map(RuntimeKind::ownStack).orElse(false));
    }

    private static List<String> choices(String daemon) {
        return Catalog.find(Catalog.runtimes(), daemon).stream()
                .flatMap(kind -> kind.options().stream())
                .filter(option -> option.name().equals(OPTION))
                .flatMap(option -> option.choices().stream())
                .toList();
    }

    /** Of the grammar of trial names: {@code docker}, {@code docker-runsc}. */
    String under(String daemon) {
        return named.map(name -> daemon + "-" + name).orElse(daemon);
    }
}
