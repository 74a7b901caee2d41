package dev.tare.agent.runtime.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.agent.ledger.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
final class DaemonThingsTest {

    private static final String NAME = "tare-0a1b2c3d";
    private static final String LOOK = "GET /containers/" + NAME + "/json";
    private static final String REMOVE = "DELETE /containers/" + NAME + "?v=true&force=true";

    @TempDir
    Path directory;

    private int sockets;

    private List<String> reap(String... answers) throws Exception {
        return reap(Map.of(Making.ANSWERED, "true"), answers);
    }

    private List<String> reap(Map<String, String> more, String... answers) throws Exception {
        Path socket = directory.resolve("s" + ++sockets);
        Map<String, String> details = new HashMap<>(DaemonSocket.details(socket));
        details.putAll(more);
        Iterator<String> next = List.of(answers).iterator();
        try (FakeDaemon daemon = new FakeDaemon(socket, _ -> next.next())) {
            new DaemonReaper(new DaemonThings(new ContainerApis()))
                    .reap(new Entry(1, "t", DaemonReaper.CONTAINER, NAME, details));
            return daemon.asked();
        }
    }

    @Test
    void whatIsNotThereIsNotAskedFor() throws Exception {
        assertThat(reap("404 Not Found")).containsExactly(LOOK);
    }

    /** Whoever asked for it hung up, and the daemon goes on with it. */
    @Test
    void whatIsBeingMadeIsWaitedFor() throws Exception {
        // the doubt is of a client that has been loaded
        reap("404 Not Found");
        assertThat(reap(Map.of(), "404 Not Found", "200 OK", "204 No Content", "404 Not Found"))
                .containsExactly(LOOK, LOOK, REMOVE, LOOK);
    }

    /** A daemon that has much to do is slower than anybody waits here; somebody sweeps again. */
    @Test
    void whatMayStillComeKeepsItsEntryOpen() throws Exception {
        String now = Long.toString(System.currentTimeMillis());
        Path socket = directory.resolve("slow");
        Map<String, String> details = new HashMap<>(DaemonSocket.details(socket));
        details.put(Making.ASKED, now);
        try (FakeDaemon daemon = new FakeDaemon(socket, _ -> "404 Not Found")) {
            DaemonReaper reaper = new DaemonReaper(new DaemonThings(new ContainerApis()));
            for (Map.Entry<String, String> kind : Map.of(
                            DaemonReaper.CONTAINER, NAME, DaemonReaper.IMAGE, BundleImages.REPOSITORY + ":0a1b2c3d-1")
                    .entrySet()) {
                assertThatThrownBy(() -> reaper.reap(new Entry(1, "t", kind.getKey(), kind.getValue(), details)))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("may still come");
            }
            assertThat(daemon.asked()).contains(LOOK);
        }
    }

    @Test
    void whatHasNotComeInAllThatTimeIsNotThere() throws Exception {
        // a minute more, for a wall clock that is set back meanwhile
        long longAgo =
                System.currentTimeMillis() - DaemonHttp.PATIENCE.plusMinutes(1).toMillis();
        assertThat(reap(Map.of(Making.ASKED, Long.toString(longAgo)), "404 Not Found"))
                .containsExactly(LOOK);
    }

    /** The daemon was about to clean up after a container that ended by itself. */
    @Test
    void asksAgainUntilItIsGone() throws Exception {
        assertThat(reap(
                        "200 OK",
                        "409 Conflict",
                        "200 OK",
                        "500 Internal Server Error",
                        "200 OK",
                        "204 No Content",
                        "200 OK",
                        "404 Not Found",
                        "404 Not Found"))
                .containsExactly(LOOK, REMOVE, LOOK, REMOVE, LOOK, REMOVE, LOOK, REMOVE, LOOK);
    }

    @Test
    void saysThatTheHostsOwnDaemonDoesNotAnswer() {
        Path nobody = directory.resolve("nobody");
        assertThatThrownBy(() -> new DaemonReaper(new DaemonThings(new ContainerApis()))
                        .reap(new Entry(1, "t", DaemonReaper.CONTAINER, NAME, DaemonSocket.details(nobody))))
                .isInstanceOf(IOException.class)
                .hasMessage("no daemon answers on " + nobody);
    }

    @Test
    void removesNothingThatIsNotOurs() {
        DaemonReaper reaper = new DaemonReaper(new DaemonThings(new ContainerApis()));
        for (String kind : List.of(DaemonReaper.CONTAINER, DaemonReaper.IMAGE)) {
            Entry somebodys = new Entry(1, "t", kind, "debian:12", DaemonSocket.details(directory));
            assertThatThrownBy(() -> reaper.reap(somebodys))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("not a thing of ours: debian:12");
        }
    }
}
