package dev.tare.probe.workload.udp;

import dev.tare.probe.socket.EchoFormat;

/** An ICMP echo request: its data begins with the transaction's number, and the sequence number is the same number's end. */
final class EchoRequest extends Numbered {

    private final EchoFormat format;
    private final int summedBytes;

    EchoRequest(EchoFormat format, Sizes sizes) {
        super(EchoFormat.HEAD_BYTES, sizes.requestBytes(), sizes.numberBytes());
        this.format = format;
        this.summedBytes = EchoFormat.HEAD_BYTES + sizes.numberBytes();
    }

    @Override
    void number(long number) {
        super.number(number);
        format.request(bigEndian(), (int) number, summedBytes);
    }
}
