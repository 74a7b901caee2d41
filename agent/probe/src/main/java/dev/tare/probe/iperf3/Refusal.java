package dev.tare.probe.iperf3;

/** What the peer asks for, or tells, is not accepted. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    /** iperf3's numbers of errors, of which a client knows words. */
    static final int TOO_LONG = 5;

    static final int TOO_MANY_STREAMS = 6;
    static final int BLOCK_SIZE = 7;
    static final int BUFFER_SIZE = 8;
    static final int SEGMENT_SIZE = 10;
    static final int UNIMPLEMENTED = 13;
    static final int BAD_PARAMETERS = 114;
    static final int BAD_RESULTS = 117;
    static final int STREAM_CLOSED = 207;

    private final int number;

    Refusal(int number, String message) {
        super(message);
        this.number = number;
    }

    int number() {
        return number;
    }
}
