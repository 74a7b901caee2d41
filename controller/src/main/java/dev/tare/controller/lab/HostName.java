package dev.tare.controller.lab;

import java.util.List;
import java.util.regex.Pattern;

/** What a host may be called: it names files, certificates and, where Tare makes the host, the host itself. */
public final class HostName {

    /** Whose certificate the controller uses. */
    public static final String CONTROLLER = "controller";

    /** Names of the authority's own files, too. */
    private static final List<String> TAKEN = List.of(CONTROLLER, "ca", "crl");

    /** A label of the domain name system, or several with dots between. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");

    private HostName() {}

    public static boolean isSound(String name) {
        return NAME.matcher(name).matches() && !name.contains("..") && !TAKEN.contains(name);
    }

    /** Why it is not. */
    public static String refusal(String name) {
        return "'" + name + "' is no name for a host: small letters, digits, hyphens and dots, at most 63, and none of "
                + String.join(", ", TAKEN);
    }
}
