package dev.tare.common.catalog;

import java.util.List;

/** What every descriptor of the catalogue has. */
public sealed interface Kind permits RuntimeKind, NetworkKind, WorkloadKind, EngineKind {

    /** The word plans, files and the wire use. */
    String name();

    /** Other words a plan may use for it. */
    List<String> aliases();

    List<OptionSpec> options();

    /** One sentence for help and docs. */
    String summary();
}
