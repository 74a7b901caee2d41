package dev.tare.controller.lab;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where an agent listens: {@code host:port}, {@code [IPv6]:port}. */
final class Endpoint {

    private static final Pattern TEXT =
            Pattern.compile("(?:[A-Za-z0-9][A-Za-z0-9.-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}])" + ":([0-9]{1,5})");
    private static final int MOST_PORT = 65_535;

    private Endpoint() {}

    /** Returns the text unchanged, or refuses it. */
    static String parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not host:port, such as 10.0.0.1:7411");
        }
        int port = Integer.parseInt(matcher.group(1));
        if (port < 1 || port > MOST_PORT) {
            throw new IllegalArgumentException("a port is from 1 to " + MOST_PORT + ", not " + port);
        }
        return text;
    }
}
