package dev.tare.agent.runtime.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.runtime.MemoryLedger;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
final class OlderImagesTest {

    private static final String OURS = "tare-bundle:0a1b2c3d-";

    /** As Docker tells them, and as Podman does; an image without a name, and one of another agent. */
    private static final String IMAGES = """
            [{"Id": "sha256:1", "RepoTags": ["tare-bundle:0a1b2c3d-01"]},
             {"Id": "sha256:2", "RepoTags": ["docker.io/library/tare-bundle:0a1b2c3d-02"]},
             {"Id": "sha256:3", "RepoTags": ["tare-bundle:0a1b2c3d-03", "debian:12"]},
             {"Id": "sha256:4", "RepoTags": null},
             {"Id": "sha256:5", "RepoTags": ["tare-bundle:ffffffff-01"]}]""";

    @TempDir
    Path directory;

    private final MemoryLedger ledger = new MemoryLedger();

    private Path socket;

    @BeforeEach
    void at() {
        socket = directory.resolve("s");
    }

    private List<String> removed(String answer, String images) throws Exception {
        try (FakeDaemon daemon = new FakeDaemon(
                socket,
                request -> request.startsWith("GET") ? "200 OK" : answer,
                request -> request.startsWith("GET") ? images : "{}")) {
            OlderImages.remove(socket, new ContainerApis().of(socket), OURS, Set.of(OURS + "03"), ledger);
            return daemon.asked().stream()
                    .filter(request -> request.startsWith("DELETE /images/"))
                    .map(request -> request.replaceAll("DELETE /images/([^?]*).*", "$1"))
                    .toList();
        }
    }

    @Test
    void whatIsOursAndOfNoCurrentBundleGoesWithItsEntry() throws Exception {
        Entry kept = ledger.record("daemon-docker", DaemonReaper.IMAGE, OURS + "03", Making.details(socket));
        ledger.record("daemon-docker", DaemonReaper.IMAGE, OURS + "01", Making.details(socket));
        assertThat(removed("200 OK", IMAGES)).containsExactly(OURS + "01", OURS + "02");
        assertThat(ledger.open()).containsExactly(kept);
    }

    @Test
    void whatIsInUseStaysWithItsEntry() throws Exception {
        Entry used = ledger.record("daemon-docker", DaemonReaper.IMAGE, OURS + "01", Making.details(socket));
        assertThat(removed("409 Conflict", IMAGES)).containsExactly(OURS + "01", OURS + "02");
        assertThat(ledger.open()).containsExactly(used);
    }

    @Test
    void whatHasGoneMeanwhileHasNoEntryEither() throws Exception {
        ledger.record("daemon-docker", DaemonReaper.IMAGE, OURS + "01", Making.details(socket));
        removed("404 Not Found", IMAGES);
        assertThat(ledger.open()).isEmpty();
    }

    /** The machine's own daemon has an image of that name as well. */
    @Test
    void whatAnotherDaemonHasIsStillWrittenDown() throws Exception {
        Entry others = ledger.record(
                "daemon-docker", DaemonReaper.IMAGE, OURS + "01", Making.details(directory.resolve("other")));
        ledger.record("daemon-docker", DaemonReaper.IMAGE, OURS + "01", Making.details(socket));
        removed("200 OK", IMAGES);
        assertThat(ledger.open()).containsExactly(others);
    }

    @Test
    void aDaemonThatDoesNotListItsImagesKeepsThem() throws Exception {
        assertThat(removed("200 OK", "nonsense")).isEmpty();
    }
}
