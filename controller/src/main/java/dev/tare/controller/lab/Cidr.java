package dev.tare.controller.lab;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 address and the length of its network's prefix: {@code 10.1.0.1/24}.
 *
 * @param address in network order, unsigned
 */
record Cidr(long address, int prefixLength) {

    /** Where a runtime's own address is, seen from its host's. */
    static final int RUNTIME_DISTANCE = 100;

    private static final Pattern TEXT =
            Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})/([0-9]{1,2})");
    private static final int BYTE_BITS = 8;
    private static final int BYTE_MASK = 0xff;
    private static final int BITS = 32;
    private static final int MOST_PREFIX = 30;

    static Cidr parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no IPv4 address with prefix length, such as 10.1.0.1/24");
        }
        long address = 0;
        for (int part = 1; part <= BITS / BYTE_BITS; part++) {
            int value = Integer.parseInt(matcher.group(part));
            if (value > BYTE_MASK) {
                throw new IllegalArgumentException("'" + text + "' is no IPv4 address: " + value + " is above 255");
            }
            address = (address << BYTE_BITS) | value;
        }
        int prefix = Integer.parseInt(matcher.group(BITS / BYTE_BITS + 1));
        if (prefix < 1 || prefix > MOST_PREFIX) {
            throw new IllegalArgumentException("'" + text + "': a prefix length is from 1 to " + MOST_PREFIX + " here");
        }
        return new Cidr(address, prefix);
    }

    /** The address so many above, if it is a host's in the same network. */
    Optional<Cidr> plus(int distance) {
        long hosts = 1L << (BITS - prefixLength);
        long number = address % hosts + distance;
        return number < hosts - 1 ? Optional.of(new Cidr(address + distance, prefixLength)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "%d.%d.%d.%d/%d"
                .formatted(
                        (address >> (3 * BYTE_BITS)) & BYTE_MASK,
                        (address >> (2 * BYTE_BITS)) & BYTE_MASK,
                        (address >> BYTE_BITS) & BYTE_MASK,
                        address & BYTE_MASK,
                        prefixLength);
    }
}
