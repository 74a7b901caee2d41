package dev.tare.agent.network;

import dev.tare.common.text.Printable;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A literal IP address with the length of its subnet's prefix, e.g. {@code 10.78.0.101/24}. */
record Cidr(InetAddress address, int prefixBits) {

    private static final Pattern GRAMMAR = Pattern.compile("([0-9a-fA-F.:]{2,45})/([0-9]{1,3})");

    static Cidr parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not an address with a prefix length: " + Printable.of(text));
        }
        InetAddress address = InetAddress.ofLiteral(matcher.group(1));
        int bits = Integer.parseInt(matcher.group(2));
        if (bits > address.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("prefix too long: " + Printable.of(text));
        }
        return new Cidr(address, bits);
    }

    /** Never looks a name up. */
    static InetAddress literal(String text) {
        return InetAddress.ofLiteral(text);
    }

    /** The network that it is in: 10.78.0.101/24 is in 10.78.0.0/24. */
    Cidr subnet() throws UnknownHostException {
        byte[] bytes = address.getAddress();
        for (int bit = prefixBits; bit < bytes.length * Byte.SIZE; bit++) {
            bytes[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
        }
        return new Cidr(InetAddress.getByAddress(bytes), prefixBits);
    }

    /** Words for {@code ip address add}: {@link DataDevice} has asked whether somebody has it, so IPv6 need not wait a second to be sure. */
    String flags() {
        return address instanceof Inet6Address ? " nodad" : "";
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefixBits;
    }
}
