package dev.tare.probe.workload.udp;

import dev.tare.probe.socket.UdpSocket;
import dev.tare.probe.workload.lane.Link;

/**
 * Ends the wait for datagrams when the peer ends the connection beside them, on a thread of its own that sleeps until then. A limit on
 * each wait would tell, too; but the kernel sets a timer for that and takes it away at every datagram.
 */
final class PeerWatch implements AutoCloseable {

    private final Link link;
    private final Thread thread;

    private PeerWatch(Link link, Thread thread) {
        this.link = link;
        this.thread = thread;
    }

    /** To be closed before the sockets are. */
    static PeerWatch begin(Link link, UdpSocket socket) {
        Thread thread = Thread.ofPlatform().daemon().name("peer-watch").start(() -> {
            if (link.socket().awaitEnd()) {
                socket.wake();
            }
        });
        return new PeerWatch(link, thread);
    }

    /** After the traffic: ends the connection. */
    @Override
    public void close() {
        link.socket().wake();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the traffic", e);
        }
    }
}
