package dev.tare.common.catalog;

import dev.tare.common.units.Sizes;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Settings of the path that a trial has changed, on both hosts: offloads under ethtool's short names ({@code tso: off}) on
 * every device of the path; {@code mtu} of the link's devices in bytes; {@code queue} of a link that Tare shapes; and settings of the kernel's network below
 * {@code net.}, in the namespace the workload runs in.
 *
 * @param settings value by name; none is a path that is taken as it is
 */
public record Tuning(SortedMap<String, String> settings) {

    /** As it is. */
    public static final Tuning NONE = new Tuning(Collections.emptySortedMap());

    /** The word for {@link #NONE} in a plan. */
    public static final String NONE_WORD = "none";

    /** Offloads by the names that ethtool takes: checksums, scatter-gather, segmentation, receive offload. */
    public static final List<String> OFFLOADS = List.of("rx", "tx", "sg", "tso", "gso", "gro");

    public static final String MTU = "mtu";

    /** How much waits at most for a shaped link, each way. */
    public static final String QUEUE = "queue";

    /** Two of the largest packets: less would drop every one of them. */
    private static final long LEAST_QUEUE_BYTES = 128 * 1024;

    private static final long MOST_QUEUE_BYTES = 256 * 1024 * 1024;

    /** What IPv6 asks of every link (RFC 8200): below it the kernel takes a device's IPv6 addresses away, and for good. */
    public static final int LEAST_MTU_BYTES = 1280;

    /** The most that a packet can say of its length. */
    public static final int MOST_MTU_BYTES = 65_535;

    private static final List<String> SWITCH = List.of("on", "off");

    /** No slash, no dots in a row: it cannot name a file outside of /proc/sys/net. */
    private static final Pattern SYSCTL = Pattern.compile("net(\\.[A-Za-z0-9_-]{1,40}){2,6}");

    /** With them Linux changes other settings, or takes addresses, routes or offloads away: the old value does not bring those back. */
    private static final Pattern FAR_REACHING = Pattern.compile("net\\.ipv4\\.ip_forward"
            + "|net\\.ipv[46]\\.conf\\.[^.]+\\.forwarding"
            + "|net\\.ipv6\\.conf\\.[^.]+\\.disable_ipv6"
            + "|net\\.ipv6\\.conf\\.all\\.(force_forwarding|ignore_routes_with_linkdown|addr_gen_mode)");

    private static final Pattern SYSCTL_VALUE = Pattern.compile("[A-Za-z0-9_.-]{1,40}( [A-Za-z0-9_.-]{1,40}){0,7}");

    /**
     * Settings, checked.
     *
     * @throws IllegalArgumentException in words for the user
     */
    public Tuning {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        settings.forEach(Tuning::check);
    }

    public static Tuning of(Map<String, String> settings) {
        return settings.isEmpty() ? NONE : new Tuning(new TreeMap<>(settings));
    }

    /**
     * Whether a setting can be made.
     *
     * @throws IllegalArgumentException in words for the user
     */
    public static void check(String name, String value) {
        if (OFFLOADS.contains(name)) {
            refuseUnless(SWITCH.contains(value), name + " is on or off, not '" + value + "'");
        } else if (name.equals(MTU)) {
            refuseUnless(
                    value.matches("[0-9]{1,5}")
                            && Integer.parseInt(value) >= LEAST_MTU_BYTES
                            && Integer.parseInt(value) <= MOST_MTU_BYTES,
                    "an MTU is from " + LEAST_MTU_BYTES + " to " + MOST_MTU_BYTES + " bytes, not '" + value + "'");
        } else if (name.equals(QUEUE)) {
            long bytes = Sizes.parse(value);
            refuseUnless(
                    bytes >= LEAST_QUEUE_BYTES && bytes <= MOST_QUEUE_BYTES,
                    "a queue is from " + Sizes.format(LEAST_QUEUE_BYTES) + " to " + Sizes.format(MOST_QUEUE_BYTES)
                            + ", not '" + value + "'");
        } else {
            refuseUnless(
                    SYSCTL.matcher(name).matches(),
                    "unknown setting '" + name + "': there are the offloads " + String.join(", ", OFFLOADS) + ", " + MTU
                            + ", " + QUEUE + ", and the kernel's below net. (net.ipv4.tcp_sack)");
            refuseUnless(
                    !FAR_REACHING.matcher(name).matches(),
                    name
                            + " changes other settings of the host as well, which a trial could not put back: leave it out,"
                            + " or set it yourself on both hosts");
            refuseUnless(
                    SYSCTL_VALUE.matcher(value).matches(),
                    "'" + value + "' is no value of " + name + ": words of letters, digits, _ . and -");
        }
    }

    public boolean isNone() {
        return settings.isEmpty();
    }

    public OptionalInt mtuBytes() {
        String mtu = settings.get(MTU);
        return mtu == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(mtu));
    }

    public OptionalInt queueBytes() {
        String queue = settings.get(QUEUE);
        return queue == null ? OptionalInt.empty() : OptionalInt.of((int) Sizes.parse(queue));
    }

    /** {@code on} or {@code off} by ethtool's short name. */
    public SortedMap<String, String> offloads() {
        SortedMap<String, String> offloads = new TreeMap<>(settings);
        offloads.keySet().retainAll(OFFLOADS);
        return offloads;
    }

    /** Values of the kernel's settings by their dotted names. */
    public SortedMap<String, String> sysctls() {
        SortedMap<String, String> sysctls = new TreeMap<>(settings);
        sysctls.keySet().removeAll(OFFLOADS);
        sysctls.remove(MTU);
        sysctls.remove(QUEUE);
        return sysctls;
    }

    /** Why a runtime cannot be tuned so; empty when it can. */
    public Optional<String> refuse(RuntimeKind runtime) {
        if (runtime.ownStack() && !sysctls().isEmpty()) {
            return Optional.of("runtime " + runtime.name() + " has a network stack of its own, which does not know "
                    + sysctls().firstKey());
        }
        if (runtime.ownMachine() && !offloads().isEmpty()) {
            return Optional.of(
                    "runtime " + runtime.name() + " is a machine with a network card of its own, where nobody"
                            + " sets " + offloads().firstKey());
        }
        return Optional.empty();
    }

    /** Why a path over this network cannot be tuned so; empty when it can. */
    public Optional<String> refuse(NetworkKind network) {
        return network.provides().equals(Set.of(AttachmentKind.DAEMON_NETWORK))
                        && !offloads().isEmpty()
                ? Optional.of("the devices of network " + network.name()
                        + " are made by the runtime's daemon when the runtime starts, too late to set "
                        + offloads().firstKey())
                : Optional.empty();
    }

    /** As a plan has it: {@code gro: off, tso: off}, or {@code none}. */
    public String text() {
        return isNone()
                ? NONE_WORD
                : String.join(
                        ", ",
                        settings.entrySet().stream()
                                .map(it -> it.getKey() + ": " + it.getValue())
                                .toList());
    }

    private static void refuseUnless(boolean sound, String message) {
        if (!sound) {
            throw new IllegalArgumentException(message);
        }
    }
}
