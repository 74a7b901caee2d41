package dev.tare.controller.lab.local;

import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.ClockOffsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a host with a clock of its own needs of the kernel. Agents enter their time namespace when they are executed, as Linux does it
 * from 6.2 on; before, the process would stay where it was, and a Java machine there could not start a thread.
 */
final class TimeNamespaces {

    private static final int MAJOR = 6;
    private static final int MINOR = 2;

    private static final Pattern RELEASE = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4}).*");

    private TimeNamespaces() {}

    /** @param release as uname -r says it; one that is none of Linux's is believed to be new */
    static void require(ClockOffsets clocks, String release) {
        if (clocks.hosts().values().stream().anyMatch(offset -> !offset.isZero()) && isOlder(release)) {
            throw TareException.preflight(
                    "hosts cannot have clocks of their own: this is Linux " + release + ", which needs to be " + MAJOR
                            + "." + MINOR + " or newer for that",
                    "leave --clock-offset away, or boot a newer kernel (Debian 12 has one in its backports)");
        }
    }

    private static boolean isOlder(String release) {
        Matcher told = RELEASE.matcher(release);
        if (!told.matches()) {
            return false;
        }
        int major = Integer.parseInt(told.group(1));
        return major < MAJOR || (major == MAJOR && Integer.parseInt(told.group(2)) < MINOR);
    }
}
