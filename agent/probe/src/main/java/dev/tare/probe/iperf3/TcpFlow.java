package dev.tare.probe.iperf3;

import dev.tare.common.linux.TcpInfo;
import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.socket.TcpSocket;
import java.util.Optional;
import java.util.OptionalLong;

/** A stream on a connection. */
abstract class TcpFlow extends Flow {

    private final TcpSocket socket;
    private boolean open = true;

    TcpFlow(TcpSocket socket, NanoClock clock) {
        super(clock);
        this.socket = socket;
    }

    TcpSocket socket() {
        return socket;
    }

    @Override
    synchronized Optional<TcpInfo> tcpInfo() {
        return open ? socket.options().tcpInfo() : Optional.empty();
    }

    @Override
    synchronized Optional<String> congestion() {
        return open ? socket.options().congestionControl() : Optional.empty();
    }

    @Override
    Count count() {
        OptionalLong retransmits = sends()
                ? tcpInfo().map(TcpInfo::retransmittedSegments).orElse(OptionalLong.empty())
                : OptionalLong.empty();
        return new Count(counts().receivedBytes() + counts().sentBytes(), retransmits.orElse(-1), 0, 0, 0);
    }

    @Override
    void wake() {
        socket.wake();
    }

    @Override
    synchronized void close() {
        open = false;
        socket.close();
    }
}
