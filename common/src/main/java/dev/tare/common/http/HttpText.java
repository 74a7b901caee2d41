package dev.tare.common.http;

/**
 * The heads of an HTTP workload's messages (RFC 9112). Every client sends the same bytes, and the server answers with the same:
 * what they are on the wire follows from a workload's options.
 */
public final class HttpText {

    public static final String REQUEST_LINE = "GET / HTTP/1.1\r\n";

    public static final String STATUS_LINE = "HTTP/1.1 200 OK\r\n";

    /** A name and no address, so that a request is as long over IPv6 as over IPv4. */
    public static final String HOST = "Host: tare";

    private static final String LINE_END = "\r\n";

    private static final String LENGTH = "Content-Length: ";

    private static final String CLOSE = "Connection: close" + LINE_END;

    private HttpText() {}

    /** A whole request. With {@code close} the server ends the connection after its answer. */
    public static String request(boolean close) {
        return REQUEST_LINE + HOST + LINE_END + (close ? CLOSE : "") + LINE_END;
    }

    /** What comes before the body of the answer. */
    public static String responseHead(long bodyBytes, boolean close) {
        return STATUS_LINE + LENGTH + bodyBytes + LINE_END + (close ? CLOSE : "") + LINE_END;
    }
}
