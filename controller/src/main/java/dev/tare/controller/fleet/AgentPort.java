package dev.tare.controller.fleet;

import java.net.InetSocketAddress;

/** A UDP port that an agent has opened for another's questions, until this is closed. */
public final class AgentPort implements AutoCloseable {

    private final InetSocketAddress address;
    private final byte[] token;
    private final OpenCall<?, ?> call;

    AgentPort(InetSocketAddress address, byte[] token, OpenCall<?, ?> call) {
        this.address = address;
        this.token = token.clone();
        this.call = call;
    }

    public InetSocketAddress address() {
        return address;
    }

    /** What questions have to carry. */
    public byte[] token() {
        return token.clone();
    }

    @Override
    public void close() {
        call.end();
    }
}
