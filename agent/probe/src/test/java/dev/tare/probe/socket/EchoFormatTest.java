package dev.tare.probe.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Heads of echoes, byte for byte. */
class EchoFormatTest {

    private static final int IDENTIFIER = 0xbeef;
    private static final EchoFormat DATAGRAM = new EchoFormat(false, false, IDENTIFIER);
    private static final EchoFormat RAW = new EchoFormat(false, true, IDENTIFIER);
    private static final EchoFormat RAW_SIX = new EchoFormat(true, true, IDENTIFIER);

    /** The sum of 0800, beef, 0007 and 0102 is c7f8, its complement 3807. */
    @Test
    void theChecksumIsOursOnARawSocketOverIpv4Only() {
        assertThat(head(RAW)).isEqualTo("08003807beef00070102");
        assertThat(head(DATAGRAM)).isEqualTo("08000000beef00070102");
        assertThat(head(RAW_SIX)).isEqualTo("80000000beef00070102");
    }

    @Test
    void anOddByteIsTheHighHalfOfAWord() {
        ByteBuffer request = ByteBuffer.allocate(9).put(8, (byte) 0x01);
        RAW.request(request, 7, 9);
        // 0800 + beef + 0007 + 0100 = c7f6
        assertThat(HexFormat.of().formatHex(request.array())).isEqualTo("08003809beef000701");
    }

    @Test
    void aRequestIsMadeAnewOverTheOneBefore() {
        ByteBuffer request = ByteBuffer.allocate(10).putShort(8, (short) 0x0102);
        RAW.request(request, 99, 10);
        RAW.request(request, 7, 10);
        assertThat(HexFormat.of().formatHex(request.array())).isEqualTo("08003807beef00070102");
    }

    @Test
    void anAnswerIsKnownByItsTypeAndOnARawSocketByItsIdentifier() {
        assertThat(isAnswer(DATAGRAM, "00001234123400070102")).isTrue();
        assertThat(isAnswer(DATAGRAM, "08001234beef00070102")).as("a request").isFalse();
        assertThat(isAnswer(RAW_SIX, "81001234beef00070102")).isTrue();
        assertThat(isAnswer(RAW_SIX, "81001234123400070102")).as("another's").isFalse();
        assertThat(isAnswer(RAW, ipv4("45") + "00001234beef00070102")).isTrue();
        assertThat(isAnswer(RAW, ipv4("45") + "00001234123400070102"))
                .as("another's")
                .isFalse();
        assertThat(isAnswer(RAW, ipv4("45") + "03011234beef00070102"))
                .as("unreachable")
                .isFalse();
        assertThat(isAnswer(RAW, ipv4("46") + "00001234beef00070102"))
                .as("with IP options, of which we sent none")
                .isFalse();
        assertThat(RAW.sequence(buffer(ipv4("45") + "00001234beef00070102"))).isEqualTo(7);
        assertThat(DATAGRAM.sequence(buffer("000012341234fff00102"))).isEqualTo(0xfff0);
    }

    @Test
    void whatIsTooShortIsNone() {
        for (EchoFormat format : new EchoFormat[] {DATAGRAM, RAW, RAW_SIX}) {
            ByteBuffer room = ByteBuffer.allocate(64);
            for (int bytes = -110; bytes < format.answerHeadBytes(); bytes++) {
                assertThat(format.isAnswer(room, bytes)).isFalse();
            }
        }
    }

    @Test
    void garbageIsAnAnswerOnlyByChance() {
        Random random = new Random(4);
        int taken = 0;
        for (int i = 0; i < 10_000; i++) {
            byte[] garbage = new byte[random.nextInt(64) + 28];
            random.nextBytes(garbage);
            taken += RAW.isAnswer(ByteBuffer.wrap(garbage), garbage.length) ? 1 : 0;
        }
        assertThat(taken).isZero();
    }

    private static boolean isAnswer(EchoFormat format, String hex) {
        return format.isAnswer(buffer(hex), hex.length() / 2);
    }

    private static String ipv4(String versionAndLength) {
        return versionAndLength + "00001e000040004001000000000000" + "00000000";
    }

    private static ByteBuffer buffer(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    private static String head(EchoFormat format) {
        ByteBuffer request = ByteBuffer.allocate(10).putShort(8, (short) 0x0102);
        format.request(request, 7, 10);
        return HexFormat.of().formatHex(request.array());
    }
}
