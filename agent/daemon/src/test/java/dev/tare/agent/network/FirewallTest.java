package dev.tare.agent.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.process.Tools;
import dev.tare.agent.process.Workplace;
import dev.tare.agent.runtime.MemoryLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With programs that say what a test lets them say; real tables come and go in {@code DaemonNetworksIT}. */
final class FirewallTest {

    private static final String RULES = "*filter\nCOMMIT\n";

    @TempDir
    Path directory;

    private final MemoryLedger ledger = new MemoryLedger();
    private final List<String> asked = new ArrayList<>();
    private List<String> tables = List.of();
    private String version = "iptables v1.8.9 (nf_tables)";
    private Firewall firewall;

    @BeforeEach
    void install() throws IOException {
        Path programs = Files.createDirectories(directory.resolve("usr/sbin"));
        for (String name : List.of("nft", "iptables", "iptables-save", "iptables-restore")) {
            assertThat(Files.createFile(programs.resolve(name)).toFile().setExecutable(true))
                    .isTrue();
        }
        Tools tools = new Tools(new Workplace("test", directory, directory, List.of(directory), false));
        firewall = new Firewall((arguments, input, deadline) -> answer(arguments, input), tools);
    }

    private String answer(List<String> arguments, String input) {
        String program = Path.of(arguments.getFirst()).getFileName().toString();
        asked.add(program + " " + input.strip());
        return switch (program) {
            case "nft" -> arguments.contains("list") ? listing() : "";
            case "iptables" -> version;
            case "iptables-save" -> RULES;
            default -> "";
        };
    }

    private String listing() {
        List<String> objects = new ArrayList<>(List.of("{\"metainfo\": {\"version\": \"1.0.6\"}}"));
        for (String table : tables) {
            String[] words = table.split(" ", -1);
            objects.add(
                    "{\"table\": {\"family\": \"" + words[0] + "\", \"name\": \"" + words[1] + "\", \"handle\": 1}}");
        }
        return "{\"nftables\": " + objects + "}";
    }

    @Test
    void onlyWhatADaemonHasMadeMeanwhileGoes() throws Exception {
        tables = List.of("ip filter", "inet firewalld");
        firewall.remember("t1", ledger);
        tables = List.of("ip filter", "inet firewalld", "ip nat", "inet lxd", "ip somebodys");
        firewall.reap(ledger.open().getFirst());
        assertThat(asked).last().isEqualTo("nft delete table inet lxd\ndelete table ip nat");
    }

    @Test
    void nothingIsDeletedWhereThereIsNothingNew() throws Exception {
        tables = List.of("ip nat");
        firewall.remember("t1", ledger);
        firewall.reap(ledger.open().getFirst());
        assertThat(Set.copyOf(asked)).containsExactly("nft ");
    }

    @Test
    void rulesThatWerePutAsideComeBackAsTheyWere() throws Exception {
        Path file = directory.resolve("rules");
        Entry own = firewall.remember("daemon-docker", ledger);
        Entry other = firewall.remember("another", ledger);
        tables = List.of("ip filter");
        firewall.putAside(file, own, ledger);
        assertThat(asked).last().isEqualTo("nft delete table ip filter");
        assertThat(ledger.open()).containsExactly(other);
        firewall.bringBack(file);
        assertThat(asked).last().isEqualTo("iptables-restore " + RULES.strip());
    }

    @Test
    void whatIsThereAfterAnotherBootWasMadeByOthers() throws Exception {
        Entry before = firewall.remember("t1", ledger);
        tables = List.of("ip filter");
        Entry older = ledger.amend(before, Map.of("boot", "another"));
        asked.clear();
        firewall.reap(older);
        assertThat(asked).isEmpty();
    }

    @Test
    void nothingIsPutAsideWhereSomebodyHasSuchTables() throws Exception {
        assertThat(firewall.isFree()).isTrue();
        tables = List.of("ip filter");
        assertThat(firewall.isFree()).isFalse();
        assertThat(firewall.objection()).isEmpty();
    }

    @Test
    void tablesOfTheOldKindCannotBePutAside() throws Exception {
        version = "iptables v1.8.9 (legacy)";
        assertThat(firewall.objection())
                .hasValue("iptables v1.8.9 (legacy) keeps its tables where nft does not see them");
        assertThat(firewall.isFree()).isFalse();
    }
}
