package dev.tare.probe.workload.udp;

import dev.tare.probe.socket.EchoFormat;

/** An ICMP echo reply, with what a raw socket gives before it. */
final class EchoAnswer extends Numbered {

    private static final int WORD = 0xffff;

    private final EchoFormat format;

    EchoAnswer(EchoFormat format, Sizes sizes) {
        super(format.answerHeadBytes(), sizes.responseBytes(), sizes.numberBytes());
        this.format = format;
    }

    /** On a raw socket somebody else's echoes come as well. */
    @Override
    boolean isOurs(long received) {
        return format.isAnswer(bigEndian(), received);
    }

    @Override
    boolean has(long number) {
        return isOurs(bytes()) && format.sequence(bigEndian()) == (number & WORD) && super.has(number);
    }
}
