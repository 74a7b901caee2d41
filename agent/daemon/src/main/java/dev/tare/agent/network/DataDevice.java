package dev.tare.agent.network;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.process.CommandFailedException;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.UnavailableException;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A look at the host's data device, before anything is made on it. */
final class DataDevice {

    private static final Logger LOG = LoggerFactory.getLogger(DataDevice.class);

    /** On the link of a lab an answer takes a millisecond. */
    private static final Duration ANSWER = Duration.ofMillis(100);

    /** EBUSY of a link, as iproute2 words it, and the line; that of a tap device has other words. */
    private static final Pattern BUSY =
            Pattern.compile("RTNETLINK answers: Device or resource busy\\s+Command failed -:([0-9]{1,4})");

    /** What went with a trial's namespace holds it for some 20 ms longer, and on a busy host until the kernel comes to it. */
    private static final Duration SOON_FREE = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(10);

    private static final String REMEDY =
            "take it out of there for the trials, or name another interface of this host in the lab file";

    private final IpTool ip;
    private final LroReaper lro;
    private final Duration soonFree;
    private final Set<InetAddress> free = ConcurrentHashMap.newKeySet();

    @Inject
    DataDevice(IpTool ip, LroReaper lro) {
        this(ip, lro, SOON_FREE);
    }

    /** @param soonFree how long it may be busy before it is somebody else's */
    DataDevice(IpTool ip, LroReaper lro, Duration soonFree) {
        this.ip = ip;
        this.lro = lro;
        this.soonFree = soonFree;
    }

    /** Before anything else is written down: what it loses by a trial comes back last. */
    void look(Place place, Ledger ledger) throws IOException, InterruptedException {
        LinkName data = place.data();
        List<JsonNode> answers = ip.ask(null, List.of("link show dev " + data, "link show master " + data));
        String master = answers.get(0).path(0).path("master").asText();
        if (!master.isEmpty()) {
            String reason = "data device " + data + " already belongs to " + master;
            // one of another agent's trial goes with it
            throw LinkName.isOurs(master) ? new IOException(reason) : new UnavailableException(reason, REMEDY);
        }
        List<LinkName> devices = new ArrayList<>(List.of(data));
        answers.get(1)
                .forEach(port -> devices.add(new LinkName(port.path("ifname").asText())));
        lro.remember(devices, place.trialId(), ledger);
    }

    /**
     * Makes what is joined to it. What takes all its packets, a bridge or macvlans or ipvlans, takes them from it alone; and of the last
     * two, those in other namespaces are not seen before.
     */
    void join(LinkName data, List<String> lines) throws IOException, InterruptedException {
        Deadline deadline = Deadline.after(soonFree);
        List<String> left = lines;
        while (!left.isEmpty()) {
            try {
                ip.change(null, left);
                left = List.of();
            } catch (CommandFailedException e) {
                left = left.subList(busyLine(data, e, deadline.isOver()) - 1, left.size());
                Thread.sleep(POLL);
            }
        }
    }

    /** The number of the line that failed because the device was busy. */
    private static int busyLine(LinkName data, CommandFailedException e, boolean forGood) throws IOException {
        Matcher busy = BUSY.matcher(String.valueOf(e.getMessage()));
        if (!busy.find()) {
            throw e;
        }
        if (forGood) {
            UnavailableException taken = new UnavailableException(
                    "data device " + data
                            + " cannot be joined, since something else has its packets: a bridge, or macvlans or"
                            + " ipvlans, which may be in another network namespace: " + e.getMessage(),
                    REMEDY);
            taken.initCause(e);
            throw taken;
        }
        return Integer.parseInt(busy.group(1));
    }

    /**
     * Refuses an address for a runtime that somebody on the link has, and would lose. Asked for once in an agent's life, for it takes a tenth of a second:
     * it is a lab file's mistake that is to be found. What is not on the link is not asked for.
     */
    void refuseTaken(LinkName data, InetAddress address) throws IOException, InterruptedException {
        if (free.contains(address) || !isOnLink(data, address)) {
            return;
        }
        // what is remembered may be of a trial before
        String forget = FreshStack.forget(data, address);
        ip.change(null, List.of(forget));
        boolean answered = Neighbour.resolve(ip, null, address, Deadline.after(ANSWER));
        ip.change(null, List.of(forget));
        if (answered) {
            throw new UnavailableException(
                    "somebody on the link of " + data + " has the address " + address.getHostAddress()
                            + ", which is to be the runtime's",
                    "give this host another runtimeAddress (or runtimeAddress6) in the lab file, one that nobody has");
        }
        free.add(address);
    }

    private boolean isOnLink(LinkName data, InetAddress address) throws InterruptedException {
        JsonNode route;
        try {
            route = ip.ask(null, List.of("route get " + address.getHostAddress()))
                    .getFirst()
                    .path(0);
        } catch (IOException e) {
            LOG.debug("there is no route to {}", address, e);
            return false;
        }
        return route.path("dev").asText().equals(data.value())
                && !route.has("gateway")
                && !route.has("via")
                && !route.path("type").asText().equals("local");
    }
}
