package dev.tare.agent.runtime.oci;

import java.util.Map;

/** The environment of an OCI runtime itself; the container's is in its configuration. */
final class OciEnvironment {

    private OciEnvironment() {}

    static Map<String, String> of() {
        return Map.of("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C");
    }
}
