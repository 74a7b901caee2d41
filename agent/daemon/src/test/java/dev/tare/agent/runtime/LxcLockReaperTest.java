package dev.tare.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LxcLockReaperTest {

    private static final String CONTAINERS = "/var/lib/tare/instances/tare-0a1b2c3d/state";

    @TempDir
    private Path locks;

    private final MemoryLedger ledger = new MemoryLedger();

    private void reap(String containers) throws IOException {
        LxcLockReaper.record(Path.of(containers), "t1", ledger);
        LxcLockReaper reaper = new LxcLockReaper(locks);
        assertThat(ledger.open()).allMatch(reaper::owns);
        reaper.reap(ledger.open().getLast());
    }

    private Path of(String containers) {
        return locks.resolve(containers.substring(1));
    }

    @Test
    void whatIsTheTrialsAloneGoesAndNothingElse() throws Exception {
        Path another = Files.createDirectories(of("/var/lib/tare/instances/tare-99999999/state"));
        Files.createFile(Files.createDirectories(of(CONTAINERS)).resolve(".tare-0a1b2c3d"));
        reap(CONTAINERS);
        assertThat(of("/var/lib/tare/instances")).isDirectoryNotContaining("glob:**/tare-0a1b2c3d");
        assertThat(another).isDirectory();
        // and where it is gone already, or there never was one
        reap(CONTAINERS);
        reap("/run/tare-0a1b2c3d/lxd/containers");
    }

    @Test
    void linksAreNotFollowed() throws Exception {
        Path elsewhere = Files.createDirectories(locks.resolve("elsewhere/state"));
        Files.createDirectories(of("/var/lib/tare/instances"));
        Files.createSymbolicLink(of("/var/lib/tare/instances/tare-0a1b2c3d"), elsewhere.getParent());
        reap(CONTAINERS);
        assertThat(elsewhere).isDirectory();
    }

    @Test
    void somebodyElsesContainersAreNotOurs() {
        for (String containers : new String[] {"/var/lib/lxc", "tare-0a1b2c3d/state", "/tare-0a1b2c3d/../var"}) {
            assertThatThrownBy(() -> reap(containers)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
