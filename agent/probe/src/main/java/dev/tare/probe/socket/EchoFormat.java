package dev.tare.probe.socket;

import dev.tare.common.linux.SocketAddressCodec;
import dev.tare.probe.setup.TrialSetup;
import java.nio.ByteBuffer;

/**
 * Heads of ICMP echoes as a socket takes and gives them: type, code, checksum, identifier and sequence number (RFC 792; RFC 4443,
 * section 4).
 *
 * <p>A datagram socket has an identifier of its own, which the kernel writes and tells answers by, as it writes the checksum. On a
 * raw socket the identifier is ours, all answers from the peer come, and over IPv4 the checksum is ours as well and the IP header
 * stands before an answer.
 *
 * @param six over IPv6
 * @param raw whether the socket is a raw one
 * @param identifier on a raw socket
 */
public record EchoFormat(boolean six, boolean raw, int identifier) {

    public static final int HEAD_BYTES = 8;

    static final int SOCK_RAW = 3;

    private static final int IPV4_HEADER_BYTES = 20;
    private static final int IPV4_WITHOUT_OPTIONS = 0x45;
    private static final int CHECKSUM_AT = 2;
    private static final int IDENTIFIER_AT = 4;
    private static final int SEQUENCE_AT = 6;
    private static final int WORD = 0xffff;

    /** What {@code socket} is, and an identifier that no other of our sockets has, and a stranger's hardly. */
    public static EchoFormat of(TrialSetup setup, UdpSocket socket) {
        return new EchoFormat(
                SocketAddressCodec.family(setup.serverAddress()) == SocketAddressCodec.AF_INET6,
                socket.options().type().orElse(0) == SOCK_RAW,
                (ByteBuffer.wrap(setup.token().bytes()).getShort() ^ socket.fd()) & WORD);
    }

    int requestType() {
        return six ? 128 : 8;
    }

    int answerType() {
        return six ? 129 : 0;
    }

    /** Before an answer's data. */
    public int answerHeadBytes() {
        return HEAD_BYTES + ipBytes();
    }

    private int ipBytes() {
        return raw && !six ? IPV4_HEADER_BYTES : 0;
    }

    /**
     * Writes a request's head, when its data is there.
     *
     * @param request big-endian
     * @param summedBytes all after these are zero, of head and data
     */
    public void request(ByteBuffer request, int sequence, int summedBytes) {
        request.put(0, (byte) requestType());
        request.putShort(CHECKSUM_AT, (short) 0);
        request.putShort(IDENTIFIER_AT, (short) identifier);
        request.putShort(SEQUENCE_AT, (short) sequence);
        if (raw && !six) {
            request.putShort(CHECKSUM_AT, (short) checksum(request, summedBytes));
        }
    }

    /** Of RFC 1071; zeros do not change it. */
    private static int checksum(ByteBuffer message, int bytes) {
        int sum = 0;
        for (int i = 0; i < bytes; i++) {
            int each = message.get(i) & 0xff;
            sum += i % 2 == 0 ? each << Byte.SIZE : each;
        }
        while (sum > WORD) {
            sum = (sum & WORD) + (sum >>> Short.SIZE);
        }
        return ~sum & WORD;
    }

    /** Whether the {@code received} bytes in {@code answer}, which is big-endian, are an answer to one of our requests. */
    public boolean isAnswer(ByteBuffer answer, long received) {
        int at = ipBytes();
        return received >= answerHeadBytes()
                && (at == 0 || (answer.get(0) & 0xff) == IPV4_WITHOUT_OPTIONS)
                && (answer.get(at) & 0xff) == answerType()
                && (!raw || (answer.getShort(at + IDENTIFIER_AT) & WORD) == identifier);
    }

    /** Of an answer: the sequence number's sixteen bits. */
    public int sequence(ByteBuffer answer) {
        return answer.getShort(ipBytes() + SEQUENCE_AT) & WORD;
    }
}
