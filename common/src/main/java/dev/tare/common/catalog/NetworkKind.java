package dev.tare.common.catalog;

import java.util.List;
import java.util.Set;

/**
 * A network: how a runtime reaches the link.
 *
 * @param provides the attachments its driver can make
 * @param ownAddress true when the runtime gets an address of its own on the link's subnet, false when it uses the host's
 */
public record NetworkKind(
        String name,
        List<String> aliases,
        List<OptionSpec> options,
        Set<AttachmentKind> provides,
        boolean ownAddress,
        String summary)
        implements Kind {}
