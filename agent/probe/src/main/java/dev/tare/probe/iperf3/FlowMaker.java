package dev.tare.probe.iperf3;

import dev.tare.probe.clock.NanoClock;
import dev.tare.probe.setup.ProbeFailure;
import dev.tare.probe.socket.TcpSocket;
import dev.tare.probe.socket.UdpSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Makes one side's streams of a test.
 *
 * @param client which side
 */
record FlowMaker(TestParameters parameters, boolean client, NanoClock clock) {

    /** The first datagram of a stream, and its answer, as iperf3 writes them: numbers in the machine's own byte order. */
    static final int HELLO_BYTES = Integer.BYTES;

    private static final int HELLO = 0x36373839;
    private static final int ANSWER = 0x39383736;

    /** Of a server before 3.11. */
    private static final int OLD_ANSWER = 987_654_321;

    Flow of(int index, TcpSocket socket) throws ProbeFailure {
        return sends(index) ? new TcpSends(socket, parameters, clock) : new TcpReads(socket, parameters, clock);
    }

    Flow of(int index, UdpSocket socket) {
        return sends(index)
                ? new DatagramSends(socket, parameters, clock)
                : new DatagramReads(socket, parameters, clock);
    }

    private boolean sends(int index) {
        return parameters.clientSends(index) == client;
    }

    static byte[] hello() {
        return number(HELLO);
    }

    static byte[] answer() {
        return number(ANSWER);
    }

    static boolean isAnswer(byte[] said) {
        int number = ByteBuffer.wrap(said).order(ByteOrder.nativeOrder()).getInt();
        return number == ANSWER || number == OLD_ANSWER;
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(HELLO_BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(value)
                .array();
    }
}
