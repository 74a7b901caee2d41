package dev.tare.agent.network;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.ledger.Reaper;
import dev.tare.agent.process.Commands;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.MissingToolException;
import dev.tare.agent.process.Tools;
import dev.tare.common.text.Printable;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Inet6Address;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Source address translation for one trial: a table of nftables of its own, so that it goes as a whole. */
final class Masquerade implements Reaper {

    private static final String KIND = "nft-table";

    /** Detail: nftables' word for the protocol. */
    private static final String FAMILY = "family";

    private static final String FOUR = "ip";
    private static final String SIX = "ip6";
    private static final Pattern NAME = Pattern.compile("tare-[0-9a-f]{8}");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String PACKAGE = "nftables";

    private final Commands commands;
    private final Tools tools;

    @Inject
    Masquerade(Commands commands, Tools tools) {
        this.commands = commands;
        this.tools = tools;
    }

    /** E.g. {@code nftables v1.0.6 (Lester Gooch #5)}. */
    String version() throws IOException, InterruptedException {
        return commands.run(List.of(nft(), "--version"), Deadline.after(PATIENCE))
                .strip();
    }

    /** What leaves {@code subnet} by the data device bears the host's address. */
    void start(Place place, Cidr subnet, Ledger ledger) throws IOException, InterruptedException {
        String nft = nft();
        String table = place.names().netns();
        String family = subnet.address() instanceof Inet6Address ? SIX : FOUR;
        ledger.record(place.trialId(), KIND, table, Map.of(FAMILY, family));
        String rules = """
                table %1$s %2$s {
                    chain postrouting {
                        type nat hook postrouting priority srcnat; policy accept;
                        %1$s saddr %3$s oifname "%4$s" masquerade
                    }
                }
                """.formatted(family, table, subnet, place.data());
        commands.run(List.of(nft, "--file", "-"), rules, Deadline.after(PATIENCE));
    }

    @Override
    public boolean owns(Entry entry) {
        return entry.kind().equals(KIND);
    }

    /** Declaring a table before deleting it makes the deletion of one that is gone no error. */
    @Override
    public void reap(Entry entry) throws IOException, InterruptedException {
        if (!NAME.matcher(entry.name()).matches()) {
            throw new IllegalArgumentException("not a table of ours: " + Printable.of(entry.name()));
        }
        String family = entry.details().getOrDefault(FAMILY, FOUR);
        if (!family.equals(FOUR) && !family.equals(SIX)) {
            throw new IllegalArgumentException("not a family of tables: " + Printable.of(family));
        }
        String lines = "table %1$s %2$s\ndelete table %1$s %2$s\n".formatted(family, entry.name());
        commands.run(List.of(nft(), "--file", "-"), lines, Deadline.after(PATIENCE));
    }

    private String nft() throws MissingToolException {
        return tools.require("nft", PACKAGE);
    }
}
