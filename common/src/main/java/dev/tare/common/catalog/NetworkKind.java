package dev.tare.common.catalog;

import java.util.List;
import java.util.Set;

/**
 * A network: how a runtime reaches the link.
 *
 * @param provides the attachments its driver can make
 * @param addressing by which address the other side knows the runtime
 * @param encapsulation what is around its frames on the link
 * @param withinHost whether it also joins the two sides of a host with itself, past the data device
 * @param programs what a host of a lab needs for it beside iproute2
 */
public record NetworkKind(
        String name,
        List<String> aliases,
        List<OptionSpec> options,
        Set<AttachmentKind> provides,
        Addressing addressing,
        Encapsulation encapsulation,
        boolean withinHost,
        List<Program> programs,
        String summary)
        implements Kind {

    /** Option of networks that carry more than one: which Internet Protocol a trial uses. */
    public static final String FAMILY = "family";

    public static final String IPV4 = "ipv4";
    public static final String IPV6 = "ipv6";

    /** Whether the runtime gets an address of its own. */
    public boolean ownAddress() {
        return addressing == Addressing.SUBNET || addressing == Addressing.COMMON;
    }
}
