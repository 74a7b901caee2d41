package dev.tare.controller.lab;

import dev.tare.common.tls.TlsFiles;
import dev.tare.controller.trial.Pair;
import dev.tare.controller.trial.Side;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Hosts, their addresses, and the link between them, as a lab file says.
 *
 * @param name of the lab; a lab that Tare made is found again by it
 * @param madeByTare true for a lab of namespaces on this machine: only there may a plan choose the link
 * @param hosts by name, in the order of the file
 * @param tls the lab's authority and revocations, this controller's certificate and key
 */
public record Lab(String name, boolean madeByTare, SequencedMap<String, Host> hosts, Link link, TlsFiles tls) {

    public Lab {
        hosts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(hosts));
    }

    public Host host(String name) {
        Host host = hosts.get(name);
        if (host == null) {
            throw new IllegalStateException("a lab without a host " + name);
        }
        return host;
    }

    public List<String> names() {
        return List.copyOf(hosts.keySet());
    }

    /** Whom a plan means that names no pair: client and server, or the only two there are. */
    public Optional<Pair> usualPair() {
        if (hosts.keySet().containsAll(Pair.USUAL.hosts())) {
            return Optional.of(Pair.USUAL);
        }
        return hosts.size() == Side.values().length
                ? Optional.of(new Pair(names().getFirst(), names().getLast()))
                : Optional.empty();
    }

    /**
     * One machine of the lab.
     *
     * @param agent management address of its agent, {@code host:port}
     * @param dataInterface device of the link
     * @param dataAddress the host's own, in CIDR form
     * @param runtimeAddress for a runtime that gets an address of its own, in CIDR form, on the link's subnet
     * @param six the same in IPv6; null where the link has none
     * @param dataPort where the server side's probe listens
     */
    public record Host(
            String agent,
            String dataInterface,
            String dataAddress,
            String runtimeAddress,
            @Nullable Ipv6 six,
            int dataPort) {

        /** For the second of two runtimes on this host; empty where the subnet has none so far above the first's. */
        public Optional<String> secondRuntimeAddress() {
            return second(Cidr.parseIpv4(runtimeAddress));
        }
    }

    /** A host's addresses in IPv6, in CIDR form. */
    public record Ipv6(String dataAddress, String runtimeAddress) {

        /** As of IPv4. */
        public Optional<String> secondRuntimeAddress() {
            return second(Cidr.parseIpv6(runtimeAddress));
        }
    }

    private static Optional<String> second(Cidr first) {
        return first.plus(Cidr.SECOND_RUNTIME_DISTANCE).map(Cidr::toString);
    }

    /**
     * The link.
     *
     * @param bitsPerSecond on the wire; 0 is unlimited
     */
    public record Link(long bitsPerSecond, int mtuBytes) {}
}
