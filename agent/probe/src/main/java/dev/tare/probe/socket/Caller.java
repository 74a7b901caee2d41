package dev.tare.probe.socket;

import dev.tare.common.linux.NativeMemory;

/** Who connected to the server and has not said all of its greeting yet. */
final class Caller {

    private static final int MSG_DONTWAIT = 0x40;

    private final TcpSocket socket;
    private final NativeMemory bytes = new NativeMemory(Greeting.BYTES);
    private int received;

    Caller(TcpSocket socket) {
        this.socket = socket;
    }

    TcpSocket socket() {
        return socket;
    }

    /** Reads what is there. False at the end of the stream or an error. */
    boolean listen() {
        long more = socket.receive(bytes.address() + received, Greeting.BYTES - received, MSG_DONTWAIT);
        received += (int) Math.max(0, more);
        return more > 0;
    }

    boolean hasSaidAll() {
        return received == Greeting.BYTES;
    }

    byte[] said() {
        return bytes.copy(received);
    }
}
