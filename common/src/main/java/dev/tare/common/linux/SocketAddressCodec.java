package dev.tare.common.linux;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** {@code struct sockaddr_in} and {@code sockaddr_in6}, to and from memory. */
public final class SocketAddressCodec {

    public static final int AF_INET = 2;
    public static final int AF_INET6 = 10;

    /** Room for either. */
    public static final int MAXIMUM_BYTES = 28;

    private static final int INET_BYTES = 16;
    private static final int PORT_OFFSET = 2;
    private static final int INET_OFFSET = 4;
    private static final int INET6_OFFSET = 8;

    private SocketAddressCodec() {}

    public static int family(InetAddress address) {
        return address.getAddress().length == 4 ? AF_INET : AF_INET6;
    }

    /** Gives the length written. */
    public static int write(InetAddress address, int port, NativeMemory memory) {
        byte[] raw = address.getAddress();
        boolean inet = raw.length == 4;
        memory.zero();
        ByteBuffer bytes = memory.bytes();
        bytes.putShort(0, (short) family(address));
        bytes.put(PORT_OFFSET, (byte) (port >>> 8));
        bytes.put(PORT_OFFSET + 1, (byte) port);
        bytes.put(inet ? INET_OFFSET : INET6_OFFSET, raw);
        return inet ? INET_BYTES : MAXIMUM_BYTES;
    }

    /**
     * The address in memory.
     *
     * @throws IllegalArgumentException for a family that is neither IPv4 nor IPv6
     */
    public static InetSocketAddress read(NativeMemory memory) {
        ByteBuffer bytes = memory.bytes();
        boolean inet = bytes.getShort(0) == AF_INET;
        if (!inet && bytes.getShort(0) != AF_INET6) {
            throw new IllegalArgumentException("socket address of family " + bytes.getShort(0));
        }
        byte[] raw = new byte[inet ? 4 : 16];
        bytes.get(inet ? INET_OFFSET : INET6_OFFSET, raw);
        int port = Byte.toUnsignedInt(bytes.get(PORT_OFFSET)) << 8 | Byte.toUnsignedInt(bytes.get(PORT_OFFSET + 1));
        try {
            return new InetSocketAddress(InetAddress.getByAddress(raw), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("address of " + raw.length + " bytes", e);
        }
    }
}
