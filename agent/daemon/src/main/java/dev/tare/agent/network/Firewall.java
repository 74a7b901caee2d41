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
import dev.tare.common.text.Printable;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The firewall rules of container daemons that an agent has started. A daemon keeps its tables for as long as it likes; while they are
 * there every packet of the host passes them, and its connections are tracked: of every trial, whatever it measures. So they are put
 * aside, and are there only while a trial wants a network of the daemon's. Where somebody has such tables already nothing is put
 * aside, for nobody could tell whose rules are whose.
 */
public final class Firewall implements Reaper {

    private static final String KIND = "firewall";

    /** Of an entry's details: the tables that had been there before, which are left alone. */
    private static final String HAD = "had";

    /** Of an entry's details: since when the kernel runs. What is there after another start was made by others. */
    private static final String BOOT = "boot";

    /** Of an entry's details: frames that a bridge passes on were no business of iptables' then. */
    private static final String BRIDGES_FREE = "bridges-free";

    private static final Path BRIDGES = Path.of("/proc/sys/net/bridge");
    private static final List<String> CALLS =
            List.of("bridge-nf-call-iptables", "bridge-nf-call-ip6tables", "bridge-nf-call-arptables");

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private static final String SEPARATOR = ", ";

    /** The name of an entry: there is one firewall. */
    private static final String NAME = "tables";

    /** Of Docker, Podman's plugins and LXD. */
    private static final Set<String> TABLES = Set.of(
            "ip nat",
            "ip filter",
            "ip mangle",
            "ip raw",
            "ip6 nat",
            "ip6 filter",
            "ip6 mangle",
            "ip6 raw",
            "inet lxd",
            "inet netavark");

    /** By nftables' word for the protocol: what tells the rules of tables that are everybody's. */
    private static final Map<String, String> PROGRAMS = Map.of("ip", "iptables-save", "ip6", "ip6tables-save");

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

    /** Why a daemon's tables could not be put aside here; empty when they can. */
    Optional<String> objection() throws IOException, InterruptedException {
        for (String program : List.of("nft", "iptables", "iptables-save", "iptables-restore")) {
            if (tools.find(program).isEmpty()) {
                return Optional.of(program + " is not installed");
            }
        }
        String version = commands.run(List.of(iptables("iptables"), "--version"), deadline())
                .strip();
        return version.contains(BY_NFTABLES)
                ? Optional.empty()
                : Optional.of(Printable.of(version) + " keeps its tables where nft does not see them");
    }

    /** Whether they can be put aside, and there are none yet. */
    public boolean isFree() throws IOException, InterruptedException {
        return objection().isEmpty() && tables().isEmpty();
    }

    /** Before a daemon makes tables: those that are not there yet go when the entry is reaped. */
    public Entry remember(String trialId, Ledger ledger) throws IOException, InterruptedException {
        return ledger.record(
                trialId,
                KIND,
                NAME,
                Map.of(
                        HAD,
                        String.join(SEPARATOR, tables()),
                        BOOT,
                        boot(),
                        BRIDGES_FREE,
                        Boolean.toString(!Files.exists(BRIDGES))));
    }

    /** Writes the rules to a file, and deletes what has come since {@link #remember}. */
    public void putAside(Path file, Entry remembered, Ledger ledger) throws IOException, InterruptedException {
        Files.writeString(file, commands.run(List.of(iptables("iptables-save")), deadline()));
        reap(remembered);
        if (Boolean.parseBoolean(remembered.details().get(BRIDGES_FREE))) {
            // with its tables the daemon has loaded what makes iptables see the frames of every bridge, and that stays
            for (String call : CALLS) {
                Path setting = BRIDGES.resolve(call);
                if (Files.exists(setting)) {
                    Files.writeString(setting, "0");
                }
            }
        }
        ledger.strike(remembered);
    }

    private static String boot() throws IOException {
        return Files.readString(BOOT_ID).strip();
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

    /**
     * The tables' names are everybody's: an administrator may have made the first rules of his own in one since an agent was
     * killed. A table with his and none of a daemon's is his; one with both is left for people to look at, and the entry open.
     */
    @Override
    public void reap(Entry entry) throws IOException, InterruptedException {
        if (!boot().equals(entry.details().get(BOOT))) {
            return;
        }
        Set<String> had = Set.of(entry.details().getOrDefault(HAD, "").split(SEPARATOR, -1));
        StringBuilder lines = new StringBuilder();
        List<String> shared = new ArrayList<>();
        for (String table : tables()) {
            if (had.contains(table)) {
                continue;
            }
            SavedRules rules = rules(table);
            if (rules.foreign().isEmpty()) {
                lines.append("delete table ").append(table).append('\n');
            } else if (rules.ofDaemons()) {
                shared.add(table + " (" + Printable.of(rules.foreign().get()) + ")");
            }
        }
        if (!lines.isEmpty()) {
            commands.run(List.of(nft(), "--file", "-"), lines.toString(), deadline());
        }
        if (!shared.isEmpty()) {
            throw new IOException(
                    "rules of a container daemon are left beside somebody else's in table "
                            + String.join(", ", shared)
                            + "; look at them (iptables-save), and take the chains of the daemon (DOCKER, CNI, NETAVARK) away by hand");
        }
    }

    private SavedRules rules(String table) throws IOException, InterruptedException {
        String program = PROGRAMS.get(table.substring(0, table.indexOf(' ')));
        // the others bear a daemon's name
        return program == null
                ? SavedRules.of("")
                : SavedRules.of(commands.run(
                        List.of(iptables(program), "--table", table.substring(table.indexOf(' ') + 1)), deadline()));
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
