package dev.tare.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.agent.process.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostChecksTest {

    /** Java, agent and bundle as they are installed, and room to grow. */
    private static final long INSTALLED_MIB = 200;

    private static final Path ROLE =
            Path.of(System.getProperty("tare.root", "../..")).resolve("ansible/roles/agent/defaults/main.yml");

    @TempDir
    private Path root;

    @Test
    void aFullRootHasAllRights() throws IOException {
        assertThat(permissions("CapEff:\t000001ffffffffff\n").passed()).isTrue();
    }

    @Test
    void rightsThatOnlySomeRuntimesWantMayBeMissing() throws IOException {
        // without CAP_SYS_RESOURCE (24), as in many a container
        assertThat(permissions("CapEff:\t000001fffeffffff\n").passed()).isTrue();
    }

    @Test
    void missingRightsAreNamed() throws IOException {
        // all but CAP_NET_ADMIN (12) and CAP_SYS_ADMIN (21)
        HostCheck check = permissions("CapEff:\t000001ffffdfefff\n");

        assertThat(check.passed()).isFalse();
        assertThat(check.found()).isEqualTo("without CAP_NET_ADMIN, CAP_SYS_ADMIN");
        assertThat(check.remedy()).contains("as root");
    }

    /** Whoever may not lower its niceness cannot take back that it has raised it. */
    @Test
    void givingWayHasToBeTakenBack() throws IOException {
        // all but CAP_SYS_NICE (23)
        assertThat(permissions("CapEff:\t000001ffff7fffff\n").found()).isEqualTo("without CAP_SYS_NICE");
    }

    @Test
    void whatCannotBeReadIsNoRight() throws IOException {
        assertThat(permissions("").found()).contains("CAP_CHOWN", "CAP_SYS_ADMIN");
    }

    @Test
    void theFreeSpaceIsThatOfTheAgentsState() throws IOException {
        HostCheck space = look("").getFirst();

        assertThat(space.name()).isEqualTo("space");
        assertThat(space.found()).matches("[0-9]+ MiB free for " + root.resolve("state"));
    }

    /** Else a host could be furnished that is refused as soon as it is asked. */
    @Test
    void theRoleThatInstallsAnAgentAsksForNoLessSpace() throws IOException {
        assertThat(Files.readAllLines(ROLE))
                .contains("tare_space_megabytes: " + (INSTALLED_MIB + HostChecks.LEAST_FREE_MIB));
    }

    private HostCheck permissions(String status) throws IOException {
        HostCheck check = look(status).getLast();
        assertThat(check.name()).isEqualTo("permissions");
        return check;
    }

    private List<HostCheck> look(String status) throws IOException {
        Files.createDirectories(root.resolve("proc/self"));
        Files.writeString(root.resolve("proc/self/status"), status);
        Path state = Files.createDirectories(root.resolve("state"));
        return new HostChecks(new HostRoot(root), new Workplace("a", state, root, List.of(), false)).look();
    }
}
