package dev.tare.common.linux;

import java.util.Optional;

/**
 * What the kernel thinks of its wall clock (adjtimex(2)), as whoever disciplines it has told: chrony, an NTP daemon, or
 * phc2sys for PTP. Nothing that is measured rests on it.
 *
 * @param synchronised false as long as nobody disciplines it
 * @param maximumErrorMicros grows by 500 µs a second since the last correction
 */
public record WallClock(boolean synchronised, long maximumErrorMicros, long estimatedErrorMicros) {

    // struct timex of 64-bit Linux
    private static final int BYTES = 208;
    private static final int MAXERROR = 24;
    private static final int ESTERROR = 32;
    private static final int STATUS = 40;
    private static final int STA_UNSYNC = 0x40;

    /** Empty where the kernel does not tell. */
    public static Optional<WallClock> read() {
        NativeMemory timex = new NativeMemory(BYTES);
        if (new Libc().adjtimex(timex) < 0) {
            return Optional.empty();
        }
        return Optional.of(new WallClock(
                (timex.bytes().getInt(STATUS) & STA_UNSYNC) == 0,
                timex.bytes().getLong(MAXERROR),
                timex.bytes().getLong(ESTERROR)));
    }
}
