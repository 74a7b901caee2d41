package dev.tare.agent.service;

import dev.tare.agent.network.NetworkDriver;
import dev.tare.agent.runtime.RuntimeDriver;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The drivers of this agent by their names in the catalogue. */
final class Drivers {

    private final Map<String, RuntimeDriver> runtimes;
    private final Map<String, NetworkDriver> networks;

    @Inject
    Drivers(Set<RuntimeDriver> runtimes, Set<NetworkDriver> networks) {
        this.runtimes = runtimes.stream().collect(Collectors.toMap(RuntimeDriver::name, Function.identity()));
        this.networks = networks.stream().collect(Collectors.toMap(NetworkDriver::name, Function.identity()));
    }

    Optional<RuntimeDriver> runtime(String name) {
        return Optional.ofNullable(runtimes.get(name));
    }

    Optional<NetworkDriver> network(String name) {
        return Optional.ofNullable(networks.get(name));
    }
}
