package dev.tare.agent.network;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table as {@code iptables-save} tells it, by whose rules are in it: those of a container daemon that an agent has started, or
 * somebody else's, who has come to use the same table meanwhile.
 *
 * @param ofDaemons whether there are any of a daemon's
 * @param foreign the first line that is somebody else's
 */
record SavedRules(boolean ofDaemons, Optional<String> foreign) {

    private static final String DAEMONS_CHAIN = "(?:DOCKER|CNI-|NETAVARK)[A-Za-z0-9_-]*";

    private static final Pattern CHAIN = Pattern.compile(":(\\S+) (\\S+).*");
    private static final Pattern RULE = Pattern.compile("-A (\\S+) .*");

    /** Whatever else is in a rule: where it goes on, or the device or subnet of a network that was made for a trial. */
    private static final Pattern OF_A_DAEMON = Pattern.compile(" (?:-j|-g) " + DAEMONS_CHAIN
            + "(?: |$)| (?:-i|-o) tare[0-9a-f]{8}b(?: |$)| (?:-s|-d) "
            + Pattern.quote(DaemonNetworkDriver.SUBNET.substring(0, DaemonNetworkDriver.SUBNET.lastIndexOf('.') + 1)));

    private static final Set<String> BUILT_IN = Set.of("PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING");

    /** What iptables says of a table that it cannot show since it did not make it. */
    private static final String UNREADABLE = "incompatible";

    /** Some daemons let the host forward nothing else. */
    private static final String DAEMONS_POLICY = "FORWARD";

    static SavedRules of(String saved) {
        List<String> lines = saved.lines().map(String::strip).toList();
        return new SavedRules(
                lines.stream().anyMatch(SavedRules::isDaemons),
                lines.stream()
                        .filter(line -> !isDaemons(line) && isSomebodys(line))
                        .findFirst());
    }

    private static boolean isDaemons(String line) {
        Matcher chain = CHAIN.matcher(line);
        Matcher rule = RULE.matcher(line);
        return (chain.matches() && chain.group(1).matches(DAEMONS_CHAIN))
                || (rule.matches()
                        && (rule.group(1).matches(DAEMONS_CHAIN)
                                || OF_A_DAEMON.matcher(line).find()));
    }

    /** Of a line that is no daemon's: a rule, a chain that is not built in, or a policy that somebody has set. */
    private static boolean isSomebodys(String line) {
        Matcher chain = CHAIN.matcher(line);
        if (chain.matches()) {
            String name = chain.group(1);
            return !BUILT_IN.contains(name) || (!chain.group(2).equals("ACCEPT") && !name.equals(DAEMONS_POLICY));
        }
        return RULE.matcher(line).matches() || (line.startsWith("#") && line.contains(UNREADABLE));
    }
}
