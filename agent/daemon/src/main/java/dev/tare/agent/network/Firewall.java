package dev.tare.agent.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.ledger.Reaper;
import dev.tare.agent.process.Commands;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.MissingToolException;
import dev.tare.agent.process.Tools;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The firewall rules of container daemons that an agent has started. A daemon keeps its tables for as long as it likes; while they are
 * there every packet of the host passes them, and its connections are tracked: of every trial, whatever it measures. So they are put
 * aside, and are there only while a trial wants a network of the daemon's.
 */
public final class Firewall implements Reaper {

    private static final String KIND = "firewall";

    /** Of an entry's details: the tables that had been there before, which are left alone. */
    private static final String HAD = "had";

    private static final String SEPARATOR = ", ";

    /** The name of an entry: there is one firewall. */
    private static final String NAME = "tables";

    /** Of Docker, Podman's plugins and LXD. */
    private static final Set<String> TABLES = Set.of(
            "ip nat", "ip filter", "ip mangle", "ip raw", "ip6 nat", "ip6 filter", "ip6 mangle", "ip6 raw", "inet lxd");

    /** As iptables says that it is nftables underneath, whose tables can be seen and deleted as such. */
    private static final String BY_NFTABLES = "nf_tables";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final JsonMapper mapper = new JsonMapper();
    private final Commands commands;
    private final Tools tools;

    @Inject
    Firewall(Commands commands, Tools tools) {
        this.commands = commands;
        this.tools = tools;
    }

    /** Whether a daemon's tables could be put aside here. */
    public boolean canBePutAside() throws IOException, InterruptedException {
        return tools.find("nft").isPresent()
                && tools.find("iptables-save").isPresent()
                && tools.find("iptables-restore").isPresent()
                && commands.run(List.of(iptables("iptables"), "--version"), deadline())
                        .contains(BY_NFTABLES);
    }

    /** Before a daemon makes tables: those that are not there yet go when the entry is reaped. */
    public void remember(String trialId, Ledger ledger) throws IOException, InterruptedException {
        ledger.record(trialId, KIND, NAME, Map.of(HAD, String.join(SEPARATOR, tables())));
    }

    /** Writes the rules to a file, of which the daemon will have to find its part again, and deletes the tables that were not remembered. */
    public void putAside(Path file, String trialId, Ledger ledger) throws IOException, InterruptedException {
        Files.writeString(file, commands.run(List.of(iptables("iptables-save")), deadline()));
        for (Entry entry : ledger.open()) {
            if (owns(entry) && entry.trialId().equals(trialId)) {
                reap(entry);
            }
        }
    }

    /** What {@link #putAside} has written is there again. */
    public void bringBack(Path file) throws IOException, InterruptedException {
        commands.run(List.of(iptables("iptables-restore"), "--noflush"), Files.readString(file), deadline());
    }

    private Set<String> tables() throws IOException, InterruptedException {
        JsonNode answer = mapper.readTree(commands.run(List.of(nft(), "--json", "list", "tables"), deadline()));
        Set<String> tables = new TreeSet<>();
        for (JsonNode each : answer.path("nftables")) {
            JsonNode table = each.path("table");
            String name =
                    table.path("family").asText() + " " + table.path("name").asText();
            if (TABLES.contains(name)) {
                tables.add(name);
            }
        }
        return tables;
    }

    @Override
    public boolean owns(Entry entry) {
        return entry.kind().equals(KIND);
    }

    @Override
    public void reap(Entry entry) throws IOException, InterruptedException {
        Set<String> had = Set.of(entry.details().getOrDefault(HAD, "").split(SEPARATOR, -1));
        StringBuilder lines = new StringBuilder();
        for (String table : tables()) {
            if (!had.contains(table)) {
                lines.append("delete table ").append(table).append('\n');
            }
        }
        if (!lines.isEmpty()) {
            commands.run(List.of(nft(), "--file", "-"), lines.toString(), deadline());
        }
    }

    private String nft() throws MissingToolException {
        return tools.require("nft", "nftables");
    }

    private String iptables(String program) throws MissingToolException {
        return tools.require(program, "iptables");
    }

    private static Deadline deadline() {
        return Deadline.after(PATIENCE);
    }
}
