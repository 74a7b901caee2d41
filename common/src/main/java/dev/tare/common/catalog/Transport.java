package dev.tare.common.catalog;

/**
 * What carries a workload, with the sizes of its own header.
 *
 * <p>TCP has 20 bytes, 12 more for timestamps and up to 20 for two SACK blocks (RFC 9293, 7323, 2018), UDP 8 (RFC 768), an ICMP
 * echo 8 (RFC 792, RFC 4443).
 */
public enum Transport {
    TCP(20, 52),
    UDP(8, 8),
    /** Its echoes: the peer's kernel sends back what comes, and no program there knows of it. */
    ICMP(8, 8);

    private final int leastHeaderBytes;
    private final int mostHeaderBytes;

    Transport(int leastHeaderBytes, int mostHeaderBytes) {
        this.leastHeaderBytes = leastHeaderBytes;
        this.mostHeaderBytes = mostHeaderBytes;
    }

    public int leastHeaderBytes() {
        return leastHeaderBytes;
    }

    public int mostHeaderBytes() {
        return mostHeaderBytes;
    }
}
