package dev.tare.controller.lab;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** An address and the length of its network's prefix: {@code 10.1.0.1/24}, {@code fd00:1::1/64}. */
record Cidr(InetAddress address, int prefixLength) {

    /** Where a runtime's own address is, seen from its host's. */
    static final int RUNTIME_DISTANCE = 100;

    /** Where the second of two runtimes on one host is, seen from the first: beyond those of a lab's other hosts. */
    static final int SECOND_RUNTIME_DISTANCE = LabSpec.MOST_HOSTS;

    /** A network of fewer addresses has no room for two hosts. */
    private static final int LEAST_HOST_BITS = 2;

    private static final String FOUR = "[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}";
    private static final String SIX = "[0-9a-fA-F:.]{2,45}/[0-9]{1,3}";

    static Cidr parseIpv4(String text) {
        return parse(text, text.matches(FOUR), "IPv4", "10.1.0.1/24");
    }

    static Cidr parseIpv6(String text) {
        return parse(text, text.matches(SIX) && text.contains(":"), "IPv6", "fd00:1::1/64");
    }

    private static Cidr parse(String text, boolean shaped, String family, String example) {
        if (!shaped) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no " + family + " address with prefix length, such as " + example);
        }
        int slash = text.indexOf('/');
        InetAddress address;
        try {
            address = InetAddress.ofLiteral(text.substring(0, slash));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no " + family + " address", e);
        }
        int prefix = Integer.parseInt(text.substring(slash + 1));
        int most = address.getAddress().length * Byte.SIZE - LEAST_HOST_BITS;
        if (prefix < 1 || prefix > most) {
            throw new IllegalArgumentException("'" + text + "': a prefix length is from 1 to " + most + " here");
        }
        return new Cidr(address, prefix);
    }

    /** The address so many above, if it is a host's in the same network. */
    Optional<Cidr> plus(int distance) {
        byte[] bytes = address.getAddress();
        BigInteger hosts = BigInteger.TWO.pow(bytes.length * Byte.SIZE - prefixLength);
        BigInteger own = new BigInteger(1, bytes);
        BigInteger number = own.mod(hosts).add(BigInteger.valueOf(distance));
        // the last one is IPv4's broadcast address
        return number.compareTo(hosts.subtract(BigInteger.ONE)) < 0
                ? Optional.of(new Cidr(of(own.add(BigInteger.valueOf(distance)), bytes.length), prefixLength))
                : Optional.empty();
    }

    private static InetAddress of(BigInteger number, int length) {
        byte[] bytes = new byte[length];
        byte[] digits = number.toByteArray();
        int taken = Math.min(length, digits.length);
        System.arraycopy(digits, digits.length - taken, bytes, length - taken, taken);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are always an address", e);
        }
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefixLength;
    }
}
