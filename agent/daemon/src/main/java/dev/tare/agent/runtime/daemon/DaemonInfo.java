package dev.tare.agent.runtime.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tare.agent.driver.Availability;
import dev.tare.common.text.Printable;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a daemon says of its set-up, as far as trials depend on it.
 *
 * @param cgroupDriver who names the control groups of its containers: {@code cgroupfs} or {@code systemd}
 * @param defaultRuntime what it starts containers with, e.g. {@code runc}; empty where it does not tell
 */
record DaemonInfo(String cgroupDriver, String defaultRuntime) {

    private static final String SYSTEMD = "systemd";

    /** Their network stack, or their machine's card, takes what is there when they start: the trial's device comes later. */
    private static final Pattern OF_ITS_OWN = Pattern.compile("runsc|gvisor|kata|firecracker");

    private static final Map<String, String> TO_CGROUPFS = Map.of(
            "docker",
            "put \"exec-opts\": [\"native.cgroupdriver=cgroupfs\"] into /etc/docker/daemon.json, and restart Docker",
            "podman",
            "put cgroup_manager = \"cgroupfs\" under [engine] in /etc/containers/containers.conf, and restart"
                    + " podman.service");

    /** Of the answer to {@code GET /info}. */
    static DaemonInfo of(JsonNode answer) {
        String runtime = answer.path("DefaultRuntime").asText();
        // Podman tells where it is, where it was told
        String name = runtime.substring(runtime.lastIndexOf('/') + 1);
        return new DaemonInfo(answer.path("CgroupDriver").asText(), Printable.of(name));
    }

    /** Why no trial can run there; empty when one can. */
    Optional<Availability.Unusable> objection(String daemon) {
        if (cgroupDriver.equals(SYSTEMD)) {
            return Optional.of(new Availability.Unusable(
                    daemon
                            + " lets systemd name the control groups of its containers, and takes none that the agent has"
                            + " made: a trial could be neither accounted nor surely killed",
                    TO_CGROUPFS.getOrDefault(daemon, "have it manage control groups itself (cgroupfs)")));
        }
        if (OF_ITS_OWN.matcher(defaultRuntime).find()) {
            return Optional.of(new Availability.Unusable(
                    daemon + " starts containers with " + defaultRuntime
                            + ", whose network stack would not see the trial's device, which comes when it has started",
                    "make runc the default runtime of " + daemon
                            + "; measure the other as the runtime gvisor or kata"));
        }
        return Optional.empty();
    }

    /** For the version of the whole: {@code , runc}; empty where it is not known. */
    String withComma() {
        return defaultRuntime.isEmpty() ? "" : ", " + defaultRuntime;
    }
}
