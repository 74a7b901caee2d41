package dev.tare.common.catalog;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All kinds there are. Order is the order of help, tables and figures. */
public final class Catalog {

    private Catalog() {}

    public static List<RuntimeKind> runtimes() {
        return RuntimeKinds.ALL;
    }

    public static List<NetworkKind> networks() {
        return NetworkKinds.ALL;
    }

    public static List<WorkloadKind> workloads() {
        return WorkloadKinds.ALL;
    }

    /** The first is {@link EngineKind#BUILTIN}. */
    public static List<EngineKind> engines() {
        return EngineKinds.ALL;
    }

    /** The kind of that name or alias among {@code kinds}. */
    public static <K extends Kind> Optional<K> find(List<K> kinds, String nameOrAlias) {
        return kinds.stream()
                .filter(kind ->
                        kind.name().equals(nameOrAlias) || kind.aliases().contains(nameOrAlias))
                .findFirst();
    }

    /** The runtime of that name or alias, as these options make it: containerd and Docker start sandboxes and machines too. */
    public static Optional<RuntimeKind> runtime(String nameOrAlias, Map<String, String> options) {
        return find(runtimes(), nameOrAlias).map(kind -> RuntimeKinds.with(kind, options));
    }

    /** The runtime that a container is in truth which these options have started; empty where it is what it is called. */
    public static Optional<String> inside(String runtime, Map<String, String> options) {
        return find(runtimes(), runtime)
                .flatMap(kind -> RuntimeKinds.startedWith(kind, options))
                .filter(RuntimeKind::ownStack)
                .map(RuntimeKind::name);
    }

    /** The runtime that a daemon starts its containers with, so that a host needs it too; empty for those that start themselves. */
    public static Optional<String> startedWith(String runtime, Map<String, String> options) {
        return find(runtimes(), runtime)
                .flatMap(kind -> RuntimeKinds.startedWith(kind, options))
                .map(RuntimeKind::name);
    }

    /** What this network makes for this runtime; empty when there is nothing that both know. */
    public static Optional<AttachmentKind> attachment(RuntimeKind runtime, NetworkKind network) {
        EnumSet<AttachmentKind> both = EnumSet.copyOf(runtime.accepts());
        both.retainAll(network.provides());
        return both.stream().findFirst();
    }

    /** Why this runtime cannot use this network; empty when it can. */
    public static Optional<String> refuse(RuntimeKind runtime, NetworkKind network) {
        return attachment(runtime, network).isPresent()
                ? Optional.empty()
                : Optional.of("runtime " + runtime.name() + " cannot take network " + network.name() + ": it takes "
                        + words(runtime.accepts()) + ", not " + words(network.provides()));
    }

    private static String words(Set<AttachmentKind> kinds) {
        return kinds.stream().sorted().map(AttachmentKind::words).collect(Collectors.joining(" or "));
    }
}
