package dev.tare.agent.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tare.agent.process.CommandFailedException;
import dev.tare.agent.process.Commands;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Tools;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The devices of the agent's network namespace, for the record; empty on a host without iproute2. */
public final class InterfaceReader {

    private static final Logger LOG = LoggerFactory.getLogger(InterfaceReader.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Of virtual devices, those that stand for real ones; the others say a rate that nothing keeps. */
    private static final Set<String> HAVE_SPEED = Set.of("", "bond", "team", "vlan");

    private static final Pattern SPEED = Pattern.compile("Speed: ([0-9]{1,9})Mb/s");
    private static final long BITS_PER_MEGABIT = 1_000_000;

    private final Commands commands;
    private final Tools tools;

    @Inject
    public InterfaceReader(Commands commands, Tools tools) {
        this.commands = commands;
        this.tools = tools;
    }

    public List<HostFacts.Interface> read() throws IOException, InterruptedException {
        Optional<Path> ip = tools.find("ip");
        Optional<Path> tc = tools.find("tc");
        if (ip.isEmpty() || tc.isEmpty()) {
            return List.of();
        }
        JsonNode qdiscs = json(tc.get(), "-s", "-json", "qdisc", "show");
        var interfaces = new ArrayList<HostFacts.Interface>();
        for (JsonNode device : json(ip.get(), "-details", "-json", "address", "show")) {
            if (!device.path("link_type").asText().equals("loopback")) {
                interfaces.add(describe(device, qdiscs));
            }
        }
        return interfaces;
    }

    private HostFacts.Interface describe(JsonNode device, JsonNode qdiscs) throws InterruptedException, IOException {
        String name = device.path("ifname").asText();
        String kind = device.path("linkinfo").path("info_kind").asText("");
        var addresses = new ArrayList<String>();
        device.path("addr_info")
                .forEach(address -> addresses.add(address.path("local").asText() + "/"
                        + address.path("prefixlen").asInt()));
        var own = JSON.createArrayNode();
        qdiscs.forEach(qdisc -> {
            if (qdisc.path("dev").asText().equals(name)) {
                own.add(qdisc);
            }
        });
        return new HostFacts.Interface(
                name,
                addresses,
                device.path("mtu").asInt(),
                offloads(name),
                own.toString(),
                kind,
                HAVE_SPEED.contains(kind) ? speedBitsPerSecond(name) : 0);
    }

    /** Of {@code ethtool DEVICE}: {@code Speed: 10000Mb/s}; {@code Unknown!} without a cable. */
    private long speedBitsPerSecond(String device) throws InterruptedException, IOException {
        Matcher speed = SPEED.matcher(ethtool(device));
        return speed.find() ? Long.parseLong(speed.group(1)) * BITS_PER_MEGABIT : 0;
    }

    /** Of {@code ethtool -k}: {@code feature: on [fixed]}. */
    private Map<String, String> offloads(String device) throws InterruptedException, IOException {
        var offloads = new TreeMap<String, String>();
        ethtool("-k", device).lines().skip(1).forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                offloads.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        });
        return offloads;
    }

    /** Nothing where it is not installed, or cannot tell of a device, or that went away since it was listed. */
    private String ethtool(String... arguments) throws InterruptedException, IOException {
        Optional<Path> ethtool = tools.find("ethtool");
        if (ethtool.isEmpty()) {
            return "";
        }
        try {
            return run(ethtool.get(), arguments);
        } catch (CommandFailedException e) {
            LOG.debug("nobody can tell", e);
            return "";
        }
    }

    private JsonNode json(Path program, String... arguments) throws IOException, InterruptedException {
        return JSON.readTree(run(program, arguments));
    }

    private String run(Path program, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return commands.run(command, Deadline.after(PATIENCE));
    }
}
