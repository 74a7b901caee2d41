package dev.tare.controller.lab;

import dev.tare.common.tls.TlsFiles;
import dev.tare.controller.trial.Side;
import java.util.Map;

/**
 * Hosts, their addresses, and the link between them, as a lab file says.
 *
 * @param name of the lab; a lab that Tare made is found again by it
 * @param madeByTare true for a lab of namespaces on this machine: only there may a plan choose the link
 * @param hosts both sides
 * @param tls the lab's authority and revocations, this controller's certificate and key
 */
public record Lab(String name, boolean madeByTare, Map<Side, Host> hosts, Link link, TlsFiles tls) {

    public Lab {
        hosts = Map.copyOf(hosts);
    }

    public Host host(Side side) {
        Host host = hosts.get(side);
        if (host == null) {
            throw new IllegalStateException("a lab without a " + side.word());
        }
        return host;
    }

    /**
     * One machine of the lab.
     *
     * @param agent management address of its agent, {@code host:port}
     * @param dataInterface device of the link
     * @param dataAddress the host's own, in CIDR form
     * @param runtimeAddress for a runtime that gets an address of its own, in CIDR form, on the link's subnet
     * @param dataPort where the server side's probe listens
     */
    public record Host(String agent, String dataInterface, String dataAddress, String runtimeAddress, int dataPort) {}

    /**
     * The link.
     *
     * @param bitsPerSecond on the wire; 0 is unlimited
     */
    public record Link(long bitsPerSecond, int mtuBytes) {}
}
