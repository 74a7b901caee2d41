package dev.tare.probe.workload.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.http.HttpText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A head is read as both sides write it, and as nothing else. */
final class HeadTest {

    private static final String REQUEST = HttpText.request(false);
    private static final String ANSWER = HttpText.responseHead(1024, false);

    private final ByteBuffer bytes = ByteBuffer.allocateDirect(4096);

    @Test
    void whatBothSidesSayIsRead() {
        Head request = head(HttpText.REQUEST_LINE);
        assertThat(read(request, REQUEST)).isEqualTo(REQUEST.length());
        assertThat(request.contentLength()).isEqualTo(Head.NO_LENGTH);
        assertThat(request.closes()).isFalse();
        assertThat(read(request, HttpText.request(true))).isEqualTo(REQUEST.length() + 19);
        assertThat(request.closes()).isTrue();

        Head answer = head(HttpText.STATUS_LINE);
        assertThat(read(answer, ANSWER)).isEqualTo(ANSWER.length());
        assertThat(answer.contentLength()).isEqualTo(1024);
        assertThat(answer.closes()).isFalse();
        assertThat(read(answer, HttpText.responseHead(1, true))).isPositive();
        assertThat(answer.contentLength()).isEqualTo(1);
        assertThat(answer.closes()).isTrue();
    }

    @Test
    void whatFollowsAHeadIsNotOfIt() {
        assertThat(read(head(HttpText.STATUS_LINE), ANSWER + "\u0000\u0001\r\nbody"))
                .isEqualTo(ANSWER.length());
        assertThat(read(head(HttpText.STATUS_LINE), ANSWER + "x".repeat(3000))).isEqualTo(ANSWER.length());
    }

    @Test
    void aHeadThatBreaksOffIsWaitedFor() {
        for (String whole : new String[] {REQUEST, HttpText.request(true)}) {
            for (int length = 0; length < whole.length(); length++) {
                assertThat(read(head(HttpText.REQUEST_LINE), whole.substring(0, length)))
                        .as("of %s bytes", length)
                        .isEqualTo(Head.INCOMPLETE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: 10.1.0.2:7412",
                "User-Agent: curl/7.88.1\r\nAccept: */*",
                "X:",
                "X: \t spaces \t ",
                "CONTENT-LENGTH: 5",
                "Content-Length:5",
                "connection: Keep-Alive"
            })
    void otherFieldsAreTakenAsTheyAre(String fields) {
        String text = HttpText.REQUEST_LINE + fields + "\r\n\r\n";
        assertThat(read(head(HttpText.REQUEST_LINE), text)).isEqualTo(text.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "TARE",
                "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n",
                "POST / HTTP/1.1\r\n\r\n",
                "GET /other HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.0\r\n\r\n",
                "GET / HTTP/1.1\n\n",
                "get / HTTP/1.1\r\n\r\n",
                " GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\n\n",
                "GET / HTTP/1.1\r\nHost: tare\n\r\n",
                "GET / HTTP/1.1\r\nHost: tare\rX\r\n",
                "GET / HTTP/1.1\r\n Host: folded\r\n\r\n",
                "GET / HTTP/1.1\r\nHost : tare\r\n\r\n",
                "GET / HTTP/1.1\r\n: nothing\r\n\r\n",
                "GET / HTTP/1.1\r\nno field\r\n\r\n",
                "GET / HTTP/1.1\r\nnofield\r\n\r\n",
                "GET / HTTP/1.1\r\nX: \u0000\r\n\r\n",
                "GET / HTTP/1.1\r\nX: \u007f\r\n\r\n",
                "GET / HTTP/1.1\r\nX: \u00e4\r\n\r\n",
                "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
                "GET / HTTP/1.1\r\nConnection: Upgrade\r\n\r\n",
                "GET / HTTP/1.1\r\nConnection: close, close\r\n\r\n",
                "GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n",
                "GET / HTTP/1.1\r\nContent-Length:\r\n\r\n",
                "GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "GET / HTTP/1.1\r\nContent-Length: +1\r\n\r\n",
                "GET / HTTP/1.1\r\nContent-Length: 1 1\r\n\r\n",
                "GET / HTTP/1.1\r\nContent-Length: 0x1\r\n\r\n",
                "GET / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n"
            })
    void allElseIsGarbage(String text) {
        assertThat(read(head(HttpText.REQUEST_LINE), text)).isEqualTo(Head.GARBAGE);
    }

    @Test
    void aHeadWithoutEndIsGarbageAsSoonAsItIsTooLong() {
        String endless = HttpText.REQUEST_LINE + "X: " + "y".repeat(3000);
        assertThat(read(head(HttpText.REQUEST_LINE), endless.substring(0, Head.MOST_BYTES - 1)))
                .isEqualTo(Head.INCOMPLETE);
        assertThat(read(head(HttpText.REQUEST_LINE), endless.substring(0, Head.MOST_BYTES)))
                .isEqualTo(Head.GARBAGE);
        assertThat(read(head(HttpText.REQUEST_LINE), endless)).isEqualTo(Head.GARBAGE);
        // its end lies beyond what is read
        String late = HttpText.REQUEST_LINE + "X: " + "y".repeat(Head.MOST_BYTES) + "\r\n\r\n";
        assertThat(read(head(HttpText.REQUEST_LINE), late)).isEqualTo(Head.GARBAGE);
        // and here right on the border
        String field = HttpText.REQUEST_LINE + "X: ";
        String most = field + "y".repeat(Head.MOST_BYTES - field.length() - 4) + "\r\n\r\n";
        assertThat(read(head(HttpText.REQUEST_LINE), most)).isEqualTo(Head.MOST_BYTES);
    }

    /** Flipped bytes are read or refused, and nothing is read beyond what came. */
    @Test
    void noBytesDoHarm() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] odd = ANSWER.getBytes(StandardCharsets.US_ASCII);
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                odd[random.nextInt(odd.length)] = (byte) random.nextInt(256);
            }
            int length = random.nextInt(odd.length + 1);
            bytes.put(0, odd);
            assertThat(head(HttpText.STATUS_LINE).read(length)).isBetween(Head.GARBAGE, length);
        }
    }

    private Head head(String startLine) {
        return new Head(bytes, startLine);
    }

    private int read(Head head, String text) {
        byte[] all = text.getBytes(StandardCharsets.ISO_8859_1);
        bytes.put(0, all);
        return head.read(all.length);
    }
}
