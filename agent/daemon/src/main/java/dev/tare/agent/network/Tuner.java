package dev.tare.agent.network;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tare.agent.ledger.Ledger;
import dev.tare.common.catalog.Tuning;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Changes a path as a trial asks for. What lives on after the trial (the host's data device, its namespace) is in the ledger
 * with its old value before it is changed; devices and namespaces of the trial's own take their settings along.
 */
public final class Tuner {

    /** Their segmentation and checksums are always on and are done by the device below, which is on the path, too. */
    private static final Set<String> FIXED_KINDS = Set.of("macvlan", "ipvlan");

    /** Each end is the other's {@code link}, on which it is not. */
    private static final String PAIR = "veth";

    private static final Path SYSCTL = Path.of("/proc/sys");

    private final IpTool ip;

    @Inject
    Tuner(IpTool ip) {
        this.ip = ip;
    }

    /** The data device's MTU, from which networks derive theirs: before anything is attached. */
    public void resize(String dataDevice, Tuning tuning, String trialId, Ledger ledger)
            throws IOException, InterruptedException {
        if (tuning.mtuBytes().isEmpty()) {
            return;
        }
        LinkName device = new LinkName(dataDevice);
        int wanted = tuning.mtuBytes().getAsInt();
        List<JsonNode> answers = ip.ask(null, List.of("link show dev " + device, "link show"));
        int mtu = answers.get(0).path(0).path("mtu").asInt();
        if (mtu != wanted) {
            refuseBelow(answers.get(1), device, wanted);
            ledger.record(trialId, MtuReaper.KIND, device.value(), Map.of(MtuReaper.WAS, Integer.toString(mtu)));
            try {
                ip.change(null, List.of("link set " + device + " mtu " + wanted));
            } catch (IOException e) {
                throw new UntunableException(
                        "device " + device + " does not take an MTU of " + wanted + " bytes: " + e.getMessage(),
                        "choose an MTU between what `ip -details link show` calls minmtu and maxmtu");
            }
        }
    }

    /**
     * The kernel lowers the MTU of VLANs and the like with that of the device they are on, and does not raise it again. It does so
     * in other namespaces as well, into which we do not see.
     */
    private static void refuseBelow(JsonNode links, LinkName device, int wanted) throws UntunableException {
        for (JsonNode link : links) {
            boolean onDevice = link.path("link").asText().equals(device.value())
                    && !link.path("linkinfo").path("info_kind").asText().equals(PAIR);
            if (onDevice && link.path("mtu").asInt() > wanted) {
                String name = link.path("ifname").asText();
                throw new UntunableException(
                        "an MTU of " + wanted + " bytes on " + device + " would also lower that of " + name
                                + ", which is on it and has " + link.path("mtu").asInt() + ", for good",
                        "give " + name + " an MTU of at most " + wanted + " bytes on that host, or leave the mtu out");
            }
        }
    }

    /** Offloads of every device on the path: before a runtime looks at them. */
    public void setOffloads(Attachment attachment, String dataDevice, Tuning tuning, String trialId, Ledger ledger)
            throws IOException, InterruptedException {
        if (tuning.offloads().isEmpty()) {
            return;
        }
        if (attachment instanceof Attachment.DaemonNetwork) {
            // its devices are not there before the runtime is
            throw new UntunableException(
                    "offloads cannot be set in a network that a daemon makes", "leave them out for that network");
        }
        for (Attachment.Device device : attachment.devices()) {
            if (FIXED_KINDS.contains(kind(device))) {
                continue;
            }
            LinkName name = new LinkName(device.name());
            if (device.netns() == null && device.name().equals(dataDevice)) {
                ledger.record(trialId, OffloadReaper.KIND, name.value(), Offloads.switches(name));
            }
            try {
                NetnsVisit.call(device.netns(), () -> {
                    set(name, tuning.offloads());
                    return 0;
                });
            } catch (IOException e) {
                throw e.getCause() instanceof UntunableException untunable ? untunable : e;
            }
        }
    }

    /** The kernel's settings where the workload's sockets will be: after a runtime has made its namespace, before any socket. */
    public void setSysctls(Attachment attachment, Tuning tuning, String trialId, Ledger ledger)
            throws IOException, InterruptedException {
        for (Map.Entry<String, String> setting : tuning.sysctls().entrySet()) {
            String name = setting.getKey();
            String value = setting.getValue();
            try {
                switch (attachment) {
                    case Attachment.HostNetns host -> SysctlReaper.set(below(name), value, trialId, ledger);
                    case Attachment.Netns own ->
                        NetnsVisit.call(own.path(), () -> Files.writeString(file(name), value));
                    case Attachment.Tap tap ->
                        throw new UntunableException(
                                name + " cannot be set in a guest", "leave " + name + " out for virtual machines");
                    case Attachment.DaemonNetwork own ->
                        NetnsVisit.call(own.path(), () -> Files.writeString(file(name), value));
                }
            } catch (UntunableException e) {
                throw e;
            } catch (IOException e) {
                throw new UntunableException(reason(name, value, e), "choose a setting that is in `sysctl net` there");
            }
        }
    }

    private String kind(Attachment.Device device) throws IOException, InterruptedException {
        return ip.ask(device.netns(), List.of("link show dev " + new LinkName(device.name())))
                .getFirst()
                .path(0)
                .path("linkinfo")
                .path("info_kind")
                .asText();
    }

    private static void set(LinkName device, Map<String, String> wanted) throws IOException {
        for (String name : Offloads.NAMES) {
            String state = wanted.get(name);
            if (state != null && !state.equals(stateOf(device, name))) {
                Offloads.set(device, name, state);
            }
        }
        // one may have taken another along, or stay as it is without a word
        for (Map.Entry<String, String> offload : wanted.entrySet()) {
            String now = stateOf(device, offload.getKey());
            if (!now.equals(offload.getValue())) {
                throw new UntunableException(
                        "device " + device + " keeps " + offload.getKey() + " " + now,
                        "see what `ethtool -k " + device + "` calls [fixed], and what it needs: tso needs tx and sg");
            }
        }
    }

    /** What a driver does not tell it does not do. */
    private static String stateOf(LinkName device, String name) throws IOException {
        return Offloads.switches(device).getOrDefault(name, "off");
    }

    private static String reason(String name, String value, IOException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause instanceof NoSuchFileException
                ? "there is no setting " + name + " in the workload's network namespace"
                : "the setting " + name + " does not take " + value + ": " + cause.getMessage();
    }

    /** {@code ipv4/tcp_sack} of {@code net.ipv4.tcp_sack}. */
    private static String below(String name) {
        return name.substring(name.indexOf('.') + 1).replace('.', '/');
    }

    private static Path file(String name) {
        return SYSCTL.resolve(name.replace('.', '/'));
    }
}
