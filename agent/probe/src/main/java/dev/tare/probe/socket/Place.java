package dev.tare.probe.socket;

import java.net.InetAddress;

/** Where a server listens. */
public record Place(InetAddress address, int port) {

    @Override
    public String toString() {
        return address.getHostAddress() + " port " + port;
    }
}
