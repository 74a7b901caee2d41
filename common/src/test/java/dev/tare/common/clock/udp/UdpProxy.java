package dev.tare.common.clock.udp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A bad network between an asker and an answerer: it loses a tenth, doubles a tenth, holds a tenth back until another has
 * passed, and lets answers wait up to 5 ms, but not questions.
 */
final class UdpProxy implements AutoCloseable {

    private final DatagramSocket socket;
    private final InetSocketAddress answerer;
    private final Random random;
    private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::run);
    private @Nullable SocketAddress asker;
    private @Nullable DatagramPacket heldBack;

    private UdpProxy(DatagramSocket socket, InetSocketAddress answerer, int seed) {
        this.socket = socket;
        this.answerer = answerer;
        this.random = new Random(seed);
    }

    static UdpProxy to(InetSocketAddress answerer, int seed) throws IOException {
        UdpProxy proxy = new UdpProxy(new DatagramSocket(0, InetAddress.getLoopbackAddress()), answerer, seed);
        proxy.thread.start();
        return proxy;
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void run() {
        try {
            while (!socket.isClosed()) {
                DatagramPacket packet = new DatagramPacket(new byte[512], 512);
                socket.receive(packet);
                pass(packet);
            }
        } catch (IOException | InterruptedException e) {
            if (!socket.isClosed()) {
                throw new IllegalStateException("the proxy broke", e);
            }
        }
    }

    private void pass(DatagramPacket packet) throws IOException, InterruptedException {
        boolean answer = packet.getSocketAddress().equals(answerer);
        if (!answer) {
            asker = packet.getSocketAddress();
        }
        SocketAddress to = answer && asker != null ? asker : answerer;
        DatagramPacket onward =
                new DatagramPacket(Arrays.copyOf(packet.getData(), packet.getLength()), packet.getLength(), to);
        if (answer) {
            Thread.sleep(random.nextInt(6));
        }
        switch (random.nextInt(10)) {
            case 0 -> {}
            case 1 -> {
                socket.send(onward);
                socket.send(onward);
            }
            case 2 -> heldBack = onward;
            default -> {
                socket.send(onward);
                if (heldBack != null) {
                    socket.send(heldBack);
                    heldBack = null;
                }
            }
        }
    }
}
