package dev.tare.controller.lab.tls;

import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.tls.Identity.Purpose;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The certificates of a lab of real hosts, made on somebody's command; what is wrong with that is bad usage. */
public final class HostCertificates {

    private static final String CONTROLLER = "controller";
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
    private static final int MOST_DAYS = 3650;

    private final Path folder;

    public HostCertificates(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes them.
     *
     * @param hosts names with IP addresses
     */
    public void make(Map<String, String> hosts, int days) throws IOException, GeneralSecurityException {
        if (days < 1 || days > MOST_DAYS) {
            throw TareException.usage("--days is from 1 to " + MOST_DAYS + ", not " + days, "");
        }
        List<Identity> identities = new ArrayList<>(List.of(new Identity(CONTROLLER, List.of(), Purpose.CONTROLLER)));
        hosts.forEach((name, address) -> identities.add(agent(name, address)));
        TlsFolder files = new TlsFolder(folder);
        if (Files.exists(files.authority())) {
            throw TareException.usage(
                    folder + " holds certificates already, and the key that signed them was not kept",
                    "name a new folder, with all hosts");
        }
        files.write(String.valueOf(folder.getFileName()), Instant.now(), Duration.ofDays(days), identities);
    }

    private static Identity agent(String name, String address) {
        if (!NAME.matcher(name).matches() || name.equals(CONTROLLER)) {
            throw TareException.usage(
                    "'" + name + "' is no name for a host: small letters, digits, hyphens and dots, and not controller",
                    "");
        }
        try {
            return new Identity(name, List.of(InetAddress.ofLiteral(address).getHostAddress()), Purpose.AGENT);
        } catch (IllegalArgumentException notLiteral) {
            throw TareException.usage("'" + address + "' is no IP address (host " + name + ")", "");
        }
    }
}
