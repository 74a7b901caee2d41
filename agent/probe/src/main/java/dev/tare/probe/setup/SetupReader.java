package dev.tare.probe.setup;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.EngineKind;
import dev.tare.common.catalog.WorkloadKind;
import dev.tare.probe.clock.Timing;
import dev.tare.proto.probe.v1.Role;
import dev.tare.proto.probe.v1.Setup;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** From the wire's Setup to a checked one; every refusal says which field holds what. */
public final class SetupReader {

    private static final long LONGEST_NANOS = TimeUnit.DAYS.toNanos(7);
    private static final long SHORTEST_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int MAXIMUM_INTERVALS = 10_000_000;
    private static final int MAXIMUM_PORT = 65_535;

    private SetupReader() {}

    public static TrialSetup read(Setup setup) throws ProbeFailure {
        require(
                setup.getToken().size() == Token.BYTES,
                "token",
                setup.getToken().size() + " bytes, not 16");
        require(setup.getRole() == Role.ROLE_CLIENT || setup.getRole() == Role.ROLE_SERVER, "role", "not set");
        boolean client = setup.getRole() == Role.ROLE_CLIENT;
        int port = setup.getServerPort();
        require(port > 0 && port <= MAXIMUM_PORT, "server_port", Integer.toUnsignedString(port));
        WorkloadKind kind = Catalog.find(Catalog.workloads(), setup.getWorkload())
                .orElseThrow(() -> new ProbeFailure(
                        FailureCode.UNSUPPORTED, "this probe knows no workload '" + setup.getWorkload() + "'"));
        WorkloadOptions options = WorkloadOptions.of(kind, setup.getWorkloadOptionsMap());
        Optional<String> impossible = kind.refuse(options.values());
        if (impossible.isPresent()) {
            throw new ProbeFailure(FailureCode.BAD_SETUP, impossible.get());
        }
        return new TrialSetup(
                new Token(setup.getToken().toByteArray()),
                client,
                engine(setup.getEngine(), kind, options),
                kind.name(),
                options,
                setup.getLocalAddress().isEmpty()
                        ? Optional.empty()
                        : Optional.of(address("local_address", setup.getLocalAddress())),
                address("server_address", serverAddress(setup, client)),
                port,
                setup.getCongestionControl(),
                timing(setup),
                within("setup_timeout_nanos", setup.getSetupTimeoutNanos(), 1));
    }

    private static String engine(String name, WorkloadKind workload, WorkloadOptions options) throws ProbeFailure {
        String wanted = name.isEmpty() ? EngineKind.BUILTIN : name;
        EngineKind engine = Catalog.find(Catalog.engines(), wanted)
                .orElseThrow(
                        () -> new ProbeFailure(FailureCode.UNSUPPORTED, "this probe knows no engine '" + name + "'"));
        Optional<EngineKind.Refusal> refusal = engine.refuse(workload, options.values());
        if (refusal.isPresent()) {
            throw new ProbeFailure(FailureCode.BAD_SETUP, refusal.get().reason());
        }
        return engine.name();
    }

    /** A server may be told only where to listen. */
    private static String serverAddress(Setup setup, boolean client) {
        return client || setup.getLocalAddress().isEmpty() ? setup.getServerAddress() : setup.getLocalAddress();
    }

    private static Timing timing(Setup setup) throws ProbeFailure {
        long interval = within("interval_nanos", setup.getIntervalNanos(), SHORTEST_INTERVAL_NANOS);
        long warmup = within("warmup_nanos", setup.getWarmupNanos(), 0);
        long duration = within("duration_nanos", setup.getDurationNanos(), 1);
        require(
                (warmup + duration) / interval <= MAXIMUM_INTERVALS,
                "interval_nanos",
                interval + ", too many intervals");
        return new Timing(warmup, duration, interval);
    }

    private static long within(String field, long nanos, long minimum) throws ProbeFailure {
        require(
                nanos >= minimum && nanos <= LONGEST_NANOS,
                field,
                Long.toUnsignedString(nanos) + ", allowed is " + minimum + " to " + LONGEST_NANOS);
        return nanos;
    }

    private static InetAddress address(String field, String literal) throws ProbeFailure {
        try {
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException e) {
            throw new ProbeFailure(
                    FailureCode.BAD_SETUP, field + " is '" + literal + "', no literal IP address: " + e.getMessage());
        }
    }

    private static void require(boolean holds, String field, String what) throws ProbeFailure {
        if (!holds) {
            throw new ProbeFailure(FailureCode.BAD_SETUP, field + " is " + what);
        }
    }
}
