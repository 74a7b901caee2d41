package dev.tare.common.catalog;

import static dev.tare.common.catalog.Metric.Direction.HIGHER_IS_BETTER;
import static dev.tare.common.catalog.Metric.Direction.LOWER_IS_BETTER;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All kinds there are. Order is the order of help, tables and figures. */
public final class Catalog {

    private static final int KIB = 1024;

    private static final OptionSpec DIRECTION = OptionSpec.choice(
            "direction",
            "upload",
            List.of("upload", "download"),
            "upload: the client side sends; download: the server side sends");

    private static final OptionSpec GVISOR_PLATFORM = OptionSpec.choice(
            "platform", "systrap", List.of("ptrace", "systrap", "kvm"), "how the sandbox intercepts system calls");

    private static final List<RuntimeKind> RUNTIMES = List.of(
            new RuntimeKind(
                    "native",
                    List.of("bare-metal", "host-process"),
                    List.of(),
                    Set.of(AttachmentKind.HOST_NETNS, AttachmentKind.NETNS),
                    false,
                    600,
                    "a plain process on the host, the baseline of every ratio"),
            new RuntimeKind(
                    "runc",
                    List.of(),
                    List.of(),
                    Set.of(AttachmentKind.HOST_NETNS, AttachmentKind.NETNS),
                    false,
                    600,
                    "an OCI container started by runc"),
            new RuntimeKind(
                    "gvisor",
                    List.of("runsc"),
                    List.of(GVISOR_PLATFORM),
                    Set.of(AttachmentKind.NETNS),
                    true,
                    1200,
                    "an OCI container in gVisor's sandbox, with gVisor's own network stack"),
            new RuntimeKind(
                    "gvisor-hostnet",
                    List.of("runsc-hostnet"),
                    List.of(GVISOR_PLATFORM),
                    Set.of(AttachmentKind.HOST_NETNS, AttachmentKind.NETNS),
                    false,
                    1200,
                    "an OCI container in gVisor's sandbox, with the kernel's network stack passed through"));

    private static final List<NetworkKind> NETWORKS = List.of(
            new NetworkKind(
                    "host",
                    List.of(),
                    List.of(),
                    AttachmentKind.HOST_NETNS,
                    false,
                    "the host's own network namespace and address"),
            new NetworkKind(
                    "bridge",
                    List.of(),
                    List.of(),
                    AttachmentKind.NETNS,
                    true,
                    "a namespace of its own, a veth pair, bridged to the link's subnet"),
            new NetworkKind(
                    "macvlan",
                    List.of(),
                    List.of(),
                    AttachmentKind.NETNS,
                    true,
                    "a namespace of its own, a macvlan device (mode bridge) on the data device"),
            new NetworkKind(
                    "ipvlan",
                    List.of(),
                    List.of(),
                    AttachmentKind.NETNS,
                    true,
                    "a namespace of its own, an ipvlan device (mode l2) on the data device"));

    private static final List<WorkloadKind> WORKLOADS = List.of(
            new WorkloadKind(
                    "tcp-stream",
                    List.of("TCP_STREAM"),
                    List.of(
                            OptionSpec.size("block", 128L * KIB, 1, 16L * KIB * KIB, "bytes per write and per read"),
                            OptionSpec.count("streams", 1, 1, 64, "parallel connections"),
                            DIRECTION),
                    List.of(new Metric("goodput_bytes_per_second", "B/s", HIGHER_IS_BETTER, "Goodput")),
                    "bytes as fast as one direction carries them"),
            new WorkloadKind(
                    "tcp-rr",
                    List.of("TCP_RR"),
                    List.of(
                            OptionSpec.size("request", 1, 1, 1024L * KIB, "bytes of a request"),
                            OptionSpec.size("response", 1, 1, 1024L * KIB, "bytes of a response")),
                    List.of(
                            new Metric("transactions_per_second", "1/s", HIGHER_IS_BETTER, "Transactions"),
                            new Metric("latency_ns", "ns", LOWER_IS_BETTER, "Latency")),
                    "one request at a time on an open connection, each answered at once"));

    private Catalog() {}

    public static List<RuntimeKind> runtimes() {
        return RUNTIMES;
    }

    public static List<NetworkKind> networks() {
        return NETWORKS;
    }

    public static List<WorkloadKind> workloads() {
        return WORKLOADS;
    }

    /** The kind of that name or alias among {@code kinds}. */
    public static <K extends Kind> Optional<K> find(List<K> kinds, String nameOrAlias) {
        return kinds.stream()
                .filter(kind ->
                        kind.name().equals(nameOrAlias) || kind.aliases().contains(nameOrAlias))
                .findFirst();
    }

    /** Why this runtime cannot use this network; empty when it can. */
    public static Optional<String> refuse(RuntimeKind runtime, NetworkKind network) {
        if (runtime.accepts().contains(network.provides())) {
            return Optional.empty();
        }
        String accepted =
                runtime.accepts().stream().sorted().map(AttachmentKind::words).collect(Collectors.joining(" or "));
        return Optional.of("runtime " + runtime.name() + " cannot take network " + network.name() + ": it takes "
                + accepted + ", not " + network.provides().words());
    }
}
