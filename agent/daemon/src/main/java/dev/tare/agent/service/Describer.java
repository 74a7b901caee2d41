package dev.tare.agent.service;

import dev.tare.agent.bundle.Bundle;
import dev.tare.agent.bundle.EngineLayers;
import dev.tare.agent.bundle.InstalledEngines;
import dev.tare.agent.driver.Availability;
import dev.tare.agent.host.HostChecks;
import dev.tare.agent.host.HostFactsReader;
import dev.tare.agent.process.Deadline;
import dev.tare.common.BuildVersion;
import dev.tare.common.Protocol;
import dev.tare.common.Words;
import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.EngineKind;
import dev.tare.common.catalog.NetworkKind;
import dev.tare.common.catalog.OptionSpec;
import dev.tare.common.catalog.OptionType;
import dev.tare.common.catalog.RuntimeKind;
import dev.tare.proto.agent.v1.DescribeResponse;
import dev.tare.proto.agent.v1.EngineAvailability;
import dev.tare.proto.agent.v1.NetworkAvailability;
import dev.tare.proto.agent.v1.RuntimeAvailability;
import dev.tare.proto.agent.v1.WantedRuntime;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Answers Describe: the host, and what of the catalogue can be used on it. Everything is tried at once. */
final class Describer {

    private static final Duration PATIENCE = Duration.ofSeconds(80);

    private final HostFactsReader host;
    private final HostChecks checks;
    private final Policy policy;
    private final Drivers drivers;
    private final Availabilities availabilities;
    private final Bundle bundle;
    private final InstalledEngines engines;
    private final EngineLayers layers;

    @Inject
    Describer(
            HostFactsReader host,
            HostChecks checks,
            Policy policy,
            Drivers drivers,
            Availabilities availabilities,
            Bundle bundle,
            InstalledEngines engines,
            EngineLayers layers) {
        this.host = host;
        this.checks = checks;
        this.policy = policy;
        this.drivers = drivers;
        this.availabilities = availabilities;
        this.bundle = bundle;
        this.engines = engines;
        this.layers = layers;
    }

    /** @param wanted the runtimes to try; empty for every choice of each */
    DescribeResponse.Builder describe(List<WantedRuntime> wanted) throws IOException, InterruptedException {
        Deadline deadline = Deadline.after(PATIENCE);
        try (Tries tries = new Tries()) {
            return describe(wanted, tries, deadline);
        }
    }

    private DescribeResponse.Builder describe(List<WantedRuntime> wanted, Tries tries, Deadline deadline)
            throws IOException, InterruptedException {
        var runtimes = new ArrayList<CompletableFuture<RuntimeAvailability>>();
        for (WantedRuntime each : wanted.isEmpty() ? all() : wanted) {
            runtimes.add(tries.begin(() -> runtime(each, deadline)));
        }
        var networks = new ArrayList<CompletableFuture<NetworkAvailability>>();
        Catalog.networks().forEach(kind -> networks.add(tries.begin(() -> network(kind, deadline))));
        var engines = new ArrayList<CompletableFuture<EngineAvailability>>();
        InstalledEngines.kinds().forEach(kind -> engines.add(tries.begin(() -> engine(kind, deadline))));
        // not after the others: one that hangs would take all the time, and the layer would seem to be empty
        CompletableFuture<String> layer = tries.begin(() -> layer(deadline));
        DescribeResponse.Builder answer = withoutKinds();
        runtimes.forEach(runtime -> answer.addRuntimes(runtime.join()));
        networks.forEach(network -> answer.addNetworks(network.join()));
        engines.forEach(engine -> answer.addEngines(engine.join()));
        return answer.setEngineLayerDigest(joined(layer));
    }

    private String layer(Deadline deadline) {
        try {
            return layers.digest(deadline);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private static String joined(CompletableFuture<String> layer) throws IOException {
        try {
            return layer.join();
        } catch (CompletionException e) {
            throw new IOException("the layer of engines cannot be read: " + Words.of(e), e);
        }
    }

    /** The host, and what was found out of runtimes before: nothing is tried, no daemon started. */
    DescribeResponse.Builder known() throws IOException, InterruptedException {
        DescribeResponse.Builder answer = withoutKinds();
        availabilities.known().forEach(answer::addRuntimes);
        return answer;
    }

    private static List<WantedRuntime> all() {
        var all = new ArrayList<WantedRuntime>();
        for (RuntimeKind kind : Catalog.runtimes()) {
            for (Map<String, String> options : choices(kind.options())) {
                all.add(WantedRuntime.newBuilder()
                        .setName(kind.name())
                        .putAllOptions(options)
                        .build());
            }
        }
        return all;
    }

    private DescribeResponse.Builder withoutKinds() throws IOException, InterruptedException {
        DescribeResponse.Builder answer = DescribeResponse.newBuilder()
                .setProtocolVersion(Protocol.VERSION)
                .setVersion(BuildVersion.ofProgram())
                .setBundleDigest(bundle.digest())
                .setHost(HostWire.facts(host.read()));
        checks.look().forEach(check -> answer.addChecks(HostWire.check(check)));
        return answer;
    }

    private RuntimeAvailability runtime(WantedRuntime wanted, Deadline deadline) {
        String name = wanted.getName();
        Map<String, String> options = wanted.getOptionsMap();
        Availability availability = policy.toRuntime(name, options)
                .<Availability>map(objection -> objection)
                .or(() -> drivers.runtime(name).map(driver -> availabilities.of(driver, options, deadline)))
                .orElseGet(() -> noDriver("runtime", name));
        return Wire.availability(name, options, availability);
    }

    private NetworkAvailability network(NetworkKind kind, Deadline deadline) {
        Availability availability = policy.toNetwork(kind.name())
                .<Availability>map(objection -> objection)
                .or(() -> drivers.network(kind.name()).map(driver -> driver.check(deadline)))
                .orElseGet(() -> noDriver("network", kind.name()));
        return HostWire.network(kind.name(), availability);
    }

    private EngineAvailability engine(EngineKind kind, Deadline deadline) {
        try {
            return Wire.engine(kind.name(), engines.check(kind, deadline));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Wire.engine(
                    kind.name(), new Availability.Unusable("interrupted while it was asked for", "ask again"));
        }
    }

    private static Availability noDriver(String what, String name) {
        return new Availability.Unusable(
                "this agent has no driver for " + what + " " + name, "install the controller's version of the agent");
    }

    /** Every combination of the options that are choices; the others as they are by default. */
    static List<Map<String, String>> choices(List<OptionSpec> options) {
        List<Map<String, String>> combinations = List.of(Map.of());
        for (OptionSpec option : options) {
            List<String> values =
                    option.type() == OptionType.CHOICE ? option.choices() : List.of(option.defaultValue());
            var longer = new ArrayList<Map<String, String>>();
            for (Map<String, String> combination : combinations) {
                for (String value : values) {
                    var next = new HashMap<>(combination);
                    next.put(option.name(), value);
                    longer.add(next);
                }
            }
            combinations = longer;
        }
        return combinations;
    }
}
