package dev.tare.probe.iperf3;

import java.util.Arrays;
import java.util.Optional;

/** What a side says by one byte on the control connection. */
enum State {
    TEST_START(1),
    TEST_RUNNING(2),
    TEST_END(4),
    PARAM_EXCHANGE(9),
    CREATE_STREAMS(10),
    SERVER_TERMINATE(11),
    CLIENT_TERMINATE(12),
    EXCHANGE_RESULTS(13),
    DISPLAY_RESULTS(14),
    IPERF_DONE(16),
    /** The server has a test already. */
    ACCESS_DENIED(-1),
    /** Two numbers of four bytes follow: iperf3's own of the error, and the system's. */
    SERVER_ERROR(-2);

    private final int code;

    State(int code) {
        this.code = code;
    }

    byte code() {
        return (byte) code;
    }

    static Optional<State> of(byte code) {
        return Arrays.stream(values()).filter(state -> state.code() == code).findFirst();
    }
}
