package dev.tare.agent.network;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tare.agent.process.CommandFailedException;
import dev.tare.agent.process.Commands;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Tools;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code ip} and {@code tc} of iproute2, many operations a process: {@code -batch} reads them from stdin, one a line. Words
 * in a line are never free text: device names, addresses and numbers by grammar.
 */
final class IpTool {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String PACKAGE = "iproute2";

    /** ESRCH, as the C library words it. */
    private static final String NO_ENTRY = "No such process";

    private final Commands commands;
    private final Tools tools;

    @Inject
    IpTool(Commands commands, Tools tools) {
        this.commands = commands;
        this.tools = tools;
    }

    String version() throws IOException, InterruptedException {
        return commands.run(List.of(ip(), "-V"), deadline()).strip();
    }

    void change(@Nullable Path netns, List<String> lines) throws IOException, InterruptedException {
        commands.run(words(ip(), netns, "-batch", "-"), String.join("\n", lines) + "\n", deadline());
    }

    /** One JSON array a line; fails as a whole when one line fails. */
    List<JsonNode> ask(@Nullable Path netns, List<String> lines) throws IOException, InterruptedException {
        String text = commands.run(
                words(ip(), netns, "-json", "-details", "-batch", "-"), String.join("\n", lines) + "\n", deadline());
        List<JsonNode> answers = new ArrayList<>();
        try (JsonParser values = JSON.createParser(text)) {
            while (values.nextToken() != null) {
                answers.add(JSON.readTree(values));
            }
        }
        return answers;
    }

    /** What TCP has kept of earlier connections with a peer; that it has kept nothing is no failure. */
    void forgetMetrics(InetAddress peer) throws IOException, InterruptedException {
        try {
            change(null, List.of("tcp_metrics delete " + peer.getHostAddress()));
        } catch (CommandFailedException e) {
            if (!String.valueOf(e.getMessage()).contains(NO_ENTRY)) {
                throw e;
            }
        }
    }

    /** Routes of IPv6: without its option the tool shows those of IPv4 only. */
    JsonNode routesSix(@Nullable Path netns) throws IOException, InterruptedException {
        return JSON.readTree(commands.run(words(ip(), netns, "-6", "-json", "-details", "route", "show"), deadline()));
    }

    /** Routes of the host to networks that have all of that one in them. */
    JsonNode routesTo(Cidr subnet) throws IOException, InterruptedException {
        List<String> words = words(
                ip(), null, family(subnet.address()), "-json", "-details", "route", "show", "match", subnet.toString());
        return JSON.readTree(commands.run(words, deadline()));
    }

    /** Addresses for which the host answers on a device, of the family of {@code like}. */
    JsonNode proxies(InetAddress like, LinkName device) throws IOException, InterruptedException {
        return JSON.readTree(commands.run(
                words(ip(), null, family(like), "-json", "neigh", "show", "proxy", "dev", device.value()), deadline()));
    }

    /** Some of the tool's lists have one family only, and IPv4 where they are not told which. */
    private static String family(InetAddress like) {
        return like instanceof Inet6Address ? "-6" : "-4";
    }

    /** All queueing disciplines of the namespace, with their counters. */
    JsonNode qdiscs(@Nullable Path netns) throws IOException, InterruptedException {
        String tc = tools.require("tc", PACKAGE);
        return JSON.readTree(commands.run(words(tc, netns, "-s", "-json", "qdisc", "show"), deadline()));
    }

    private String ip() throws IOException {
        return tools.require("ip", PACKAGE);
    }

    private static List<String> words(String program, @Nullable Path netns, String... rest) {
        List<String> words = new ArrayList<>();
        words.add(program);
        if (netns != null) {
            words.add("-n");
            // iproute2 takes a name below /run/netns, not a path
            words.add(String.valueOf(netns.getFileName()));
        }
        words.addAll(List.of(rest));
        return words;
    }

    private static Deadline deadline() {
        return Deadline.after(PATIENCE);
    }
}
