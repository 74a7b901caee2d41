package dev.tare.common.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

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
    public static int write(InetAddress address, int port, MemorySegment memory) {
        byte[] bytes = address.getAddress();
        boolean inet = bytes.length == 4;
        memory.fill((byte) 0);
        memory.set(JAVA_SHORT, 0, (short) family(address));
        memory.set(JAVA_BYTE, PORT_OFFSET, (byte) (port >>> 8));
        memory.set(JAVA_BYTE, PORT_OFFSET + 1, (byte) port);
        MemorySegment.copy(bytes, 0, memory, JAVA_BYTE, inet ? INET_OFFSET : INET6_OFFSET, bytes.length);
        return inet ? INET_BYTES : MAXIMUM_BYTES;
    }

    /**
     * The address in memory.
     *
     * @throws IllegalArgumentException for a family that is neither IPv4 nor IPv6
     */
    public static InetSocketAddress read(MemorySegment memory) {
        int family = memory.get(JAVA_SHORT, 0);
        byte[] bytes = switch (family) {
            case AF_INET -> memory.asSlice(INET_OFFSET, 4).toArray(JAVA_BYTE);
            case AF_INET6 -> memory.asSlice(INET6_OFFSET, 16).toArray(JAVA_BYTE);
            default -> throw new IllegalArgumentException("socket address of family " + family);
        };
        int port = Byte.toUnsignedInt(memory.get(JAVA_BYTE, PORT_OFFSET)) << 8
                | Byte.toUnsignedInt(memory.get(JAVA_BYTE, PORT_OFFSET + 1));
        try {
            return new InetSocketAddress(InetAddress.getByAddress(bytes), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("address of " + bytes.length + " bytes", e);
        }
    }
}
