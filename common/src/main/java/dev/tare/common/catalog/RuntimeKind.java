package dev.tare.common.catalog;

import java.util.List;
import java.util.Set;

/**
 * A runtime: what the workload runs in.
 *
 * @param accepts the attachments its driver can take; any of them will do
 */
public record RuntimeKind(
        String name, List<String> aliases, List<OptionSpec> options, Set<AttachmentKind> accepts, String summary)
        implements Kind {}
