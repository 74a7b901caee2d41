package dev.tare.common.catalog;

import java.util.List;

/**
 * A network: how a runtime reaches the link.
 *
 * @param provides the attachment its driver makes
 * @param ownAddress true when the runtime gets an address of its own on the link's subnet, false when it uses the host's
 */
public record NetworkKind(
        String name,
        List<String> aliases,
        List<OptionSpec> options,
        AttachmentKind provides,
        boolean ownAddress,
        String summary)
        implements Kind {}
