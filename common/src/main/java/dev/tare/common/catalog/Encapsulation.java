package dev.tare.common.catalog;

/** What a network wraps around each frame of the runtime before it is on the link. */
public enum Encapsulation {
    /** Nothing: the runtime's frames are the link's. */
    NONE(0),
    /** RFC 7348: UDP 8, VXLAN 8, the frame's own Ethernet header 14; and an IP header. */
    VXLAN(30);

    private static final int IPV4_HEADER_BYTES = 20;
    private static final int IPV6_HEADER_BYTES = 40;

    private final int withoutIpBytes;

    Encapsulation(int withoutIpBytes) {
        this.withoutIpBytes = withoutIpBytes;
    }

    /** By how much the runtime's MTU is smaller than the link's: 50 for VXLAN over IPv4, 70 over IPv6. */
    public int overheadBytes(boolean ipv6) {
        if (this == NONE) {
            return 0;
        }
        return withoutIpBytes + (ipv6 ? IPV6_HEADER_BYTES : IPV4_HEADER_BYTES);
    }
}
