package dev.tare.agent.runtime.vm;

import dev.tare.agent.process.UnavailableException;
import dev.tare.common.text.Printable;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A release of Firecracker. */
record FirecrackerVersion(int major, int minor, String patch) {

    /**
     * The first that tells guests of their devices by ACPI. Before, a kernel had to be built to take them from its command line,
     * which no distribution's is.
     */
    static final FirecrackerVersion OLDEST = new FirecrackerVersion(1, 8, "0");

    private static final Pattern SAID = Pattern.compile("(?m)^Firecracker v(\\d{1,4})\\.(\\d{1,4})\\.(\\S{1,40})");

    /** In what it answers to {@code --version}. */
    static FirecrackerVersion in(String answer) throws IOException {
        Matcher said = SAID.matcher(answer);
        if (!said.find()) {
            throw new IOException("what is called firecracker does not tell Firecracker's version but: "
                    + Printable.of(answer.lines().findFirst().orElse("nothing")));
        }
        return new FirecrackerVersion(
                Integer.parseInt(said.group(1)), Integer.parseInt(said.group(2)), Printable.of(said.group(3)));
    }

    void requireNewEnough() throws UnavailableException {
        if (major < OLDEST.major || (major == OLDEST.major && minor < OLDEST.minor)) {
            throw new UnavailableException(
                    this + " is too old: it tells guests of their devices in a way that distributions' kernels do not"
                            + " understand",
                    "install " + OLDEST + " or a newer one");
        }
    }

    @Override
    public String toString() {
        return "Firecracker " + major + "." + minor + "." + patch;
    }
}
