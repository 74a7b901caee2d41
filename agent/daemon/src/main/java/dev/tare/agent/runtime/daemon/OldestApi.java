package dev.tare.agent.runtime.daemon;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The oldest version of Docker's API that has all that is asked of a daemon: a container's tmpfs, limits and capabilities. */
final class OldestApi {

    static final String TEXT = "1.25";

    private static final int MAJOR = 1;
    private static final int MINOR = 25;
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\.\\d{1,4})?");

    private OldestApi() {}

    /** Whether a daemon that says this of itself is too old; one that says nothing of the kind is. */
    static boolean isNewerThan(@Nullable String version) {
        Matcher matcher = VERSION.matcher(String.valueOf(version));
        if (!matcher.matches()) {
            return true;
        }
        int major = Integer.parseInt(matcher.group(1));
        return major < MAJOR || (major == MAJOR && Integer.parseInt(matcher.group(2)) < MINOR);
    }
}
