package dev.tare.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A server that greets as a probe does and then does as the test wants. Its connections stay open until it is closed. */
final class FakePeer implements AutoCloseable {

    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private static final int GREETING_BYTES = 24;
    private static final int ROOM_BYTES = 65_535;

    private final ServerSocket listener;
    private final DatagramSocket datagrams;
    private final List<Socket> open = new ArrayList<>();

    /** What is done with a request that came by datagram, the first being number 0. */
    interface Answering {
        void answer(int number, DatagramPacket request, DatagramSocket from) throws IOException;
    }

    /** What is done on a connection after the greeting. */
    interface Talking {
        void talk(Socket socket) throws IOException;
    }

    FakePeer(Talking talking, Answering answering) throws IOException {
        listener = new ServerSocket(FreePort.next(), 16, LOOPBACK);
        datagrams = new DatagramSocket(listener.getLocalPort(), LOOPBACK);
        Thread.ofVirtual().start(() -> accept(talking));
        Thread.ofVirtual().start(() -> hear(answering));
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept(Talking talking) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                synchronized (open) {
                    open.add(socket);
                }
                Thread.ofVirtual().start(() -> greet(socket, talking));
            } catch (SocketException e) {
                return; // closed
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void greet(Socket socket, Talking talking) {
        try {
            byte[] greeting = socket.getInputStream().readNBytes(GREETING_BYTES);
            if (greeting.length == GREETING_BYTES) {
                socket.getOutputStream().write(answerTo(greeting));
                talking.talk(socket);
            }
        } catch (SocketException e) {
            return; // the probe was faster
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same, of the other side. */
    private static byte[] answerTo(byte[] greeting) {
        return ByteBuffer.wrap(greeting.clone()).put(5, (byte) 'S').array();
    }

    private void hear(Answering answering) {
        int number = 0;
        try {
            while (!datagrams.isClosed()) {
                DatagramPacket packet = new DatagramPacket(new byte[ROOM_BYTES], ROOM_BYTES);
                datagrams.receive(packet);
                String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
                if (packet.getLength() == GREETING_BYTES && text.startsWith("TARE")) {
                    byte[] answer = answerTo(text.getBytes(StandardCharsets.ISO_8859_1));
                    datagrams.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                } else {
                    answering.answer(number++, packet, datagrams);
                }
            }
        } catch (SocketException e) {
            return; // closed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the stream when the probe has ended its own, as a probe does. */
    static void untilTheEnd(Socket socket) throws IOException {
        socket.getInputStream().readAllBytes();
        socket.close();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        datagrams.close();
        synchronized (open) {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }
}
