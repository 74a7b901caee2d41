package dev.tare.common.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class TcpInfoTest {

    private static final int LENGTH_WITH_DSACK = 220;

    private final NativeMemory memory = new NativeMemory(TcpInfo.OFFERED_BYTES);

    @Test
    void everyFieldIsReadFromItsOffset() {
        // offsetof() of linux/tcp.h
        memory.bytes().putInt(68, 250);
        memory.bytes().putInt(72, 30);
        memory.bytes().putInt(80, 10);
        memory.bytes().putInt(100, 5);
        memory.bytes().putInt(136, 7000);
        memory.bytes().putInt(140, 6000);
        memory.bytes().putInt(148, 20);
        memory.bytes().putInt(216, 4);
        TcpInfo expected = new TcpInfo(of(5), of(4), of(250), of(30), of(20), of(10), of(7000), of(6000));
        assertThat(TcpInfo.parse(memory, 232)).isEqualTo(expected);
        assertThat(TcpInfo.parse(memory, LENGTH_WITH_DSACK)).isEqualTo(expected);
    }

    @Test
    void whatLiesBeyondTheReturnedLengthIsAbsent() {
        byte[] ones = new byte[TcpInfo.OFFERED_BYTES];
        Arrays.fill(ones, (byte) 1);
        memory.bytes().put(0, ones);
        TcpInfo cut = TcpInfo.parse(memory, LENGTH_WITH_DSACK - 1);
        assertThat(cut.dsackDuplicates()).isEmpty();
        assertThat(cut.minRttMicros()).isPresent();
        TcpInfo linux26 = TcpInfo.parse(memory, 104);
        assertThat(linux26.retransmittedSegments()).hasValue(0x01010101);
        assertThat(linux26.segmentsOut()).isEmpty();
        assertThat(linux26.minRttMicros()).isEmpty();
        assertThat(TcpInfo.parse(memory, 0).rttMicros()).isEmpty();
    }

    @Test
    void zerosOfAStackThatDoesNotFillThemAreAbsent() {
        memory.bytes().putInt(68, 250);
        TcpInfo gvisor = TcpInfo.parse(memory, 232);
        assertThat(gvisor.rttMicros()).hasValue(250);
        assertThat(gvisor.retransmittedSegments()).isEmpty();
        assertThat(gvisor.dsackDuplicates()).isEmpty();
        assertThat(gvisor.segmentsOut()).isEmpty();
        assertThat(gvisor.congestionWindowSegments()).isEmpty();
    }

    @Test
    void zeroRetransmitsOfAStackThatCountsAreZero() {
        memory.bytes().putInt(136, 3);
        memory.bytes().putInt(148, -1);
        TcpInfo linux = TcpInfo.parse(memory, 232);
        assertThat(linux.retransmittedSegments()).hasValue(0);
        assertThat(linux.dsackDuplicates()).hasValue(0);
        assertThat(linux.minRttMicros()).as("no sample yet").isEmpty();
    }

    private static OptionalLong of(long value) {
        return OptionalLong.of(value);
    }
}
