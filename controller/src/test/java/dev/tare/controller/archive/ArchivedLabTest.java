package dev.tare.controller.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.lab.LabSpecs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchivedLabTest {

    private static final Lab.Host CLIENT = new Lab.Host(
            "192.0.2.1:7411",
            "eth1",
            "10.1.0.1/24",
            "10.1.0.101/24",
            new Lab.Ipv6("fd00:1:0:0:0:0:0:1/64", "fd00:1:0:0:0:0:0:65/64"),
            7412);
    private static final Lab.Host SERVER =
            new Lab.Host("192.0.2.2:7411", "eth1", "10.1.0.2/24", "10.1.0.102/24", null, 7412);
    private static final Lab.Link TEN = new Lab.Link(10_000_000_000L, 1500);

    @TempDir
    private Path folder;

    private Path root;

    @BeforeEach
    void name() throws IOException {
        root = Files.createDirectory(folder.resolve("my run"));
    }

    @Test
    void theSameHostsAreTheSameLabWhateverItIsCalled() throws IOException {
        archive(real(CLIENT, SERVER, TEN));

        Lab renamed = new Lab(
                "other",
                false,
                LabSpecs.hosts(CLIENT, SERVER),
                TEN,
                SyntheticArchive.lab().tls());

        assertThatCode(() -> ArchivedLab.of(root).check(renamed)).doesNotThrowAnyException();
    }

    @Test
    void otherAddressesInterfacesAndLinksAreNamed() throws IOException {
        archive(real(CLIENT, SERVER, TEN));
        Lab.Host moved = new Lab.Host("192.0.2.2:7411", "eth2", "10.1.0.3/24", "10.1.0.102/24", null, 7412);

        TareException refused = refusal(real(CLIENT, moved, new Lab.Link(0, 9000)));

        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.what())
                .contains("client at 192.0.2.1:7411", "server at 192.0.2.2:7411")
                .contains("host server is agent 192.0.2.2:7411, eth1 10.1.0.2/24", "here agent 192.0.2.2:7411, eth2")
                .contains("its link is 10Gbit with an MTU of 1500, here unlimited with an MTU of 9000")
                .doesNotContain("host client is");
        assertThat(refused.remedy()).endsWith("tare run --resume '" + root + "' --lab FILE");
    }

    @Test
    void aLabOfThisMachineIsNoneOfRealHosts() throws IOException {
        archive(real(CLIENT, SERVER, TEN));

        assertThat(refusal(SyntheticArchive.lab()).what()).contains("its hosts are real ones", "were made by Tare");
        TareException refused = catchThrowableOfType(
                TareException.class, () -> ArchivedLab.of(root).checkMadeByTare());
        assertThat(refused.what()).contains("no lab file is given", "192.0.2.1:7411");
        assertThat(refused.remedy()).contains("--lab FILE");
    }

    @Test
    void whatTareMadeIsMadeAgain() throws IOException {
        archive(SyntheticArchive.lab());

        assertThatCode(() -> ArchivedLab.of(root).checkMadeByTare()).doesNotThrowAnyException();
        assertThat(refusal(real(CLIENT, SERVER, TEN)).remedy())
                .isEqualTo("leave out --lab: tare run --resume '" + root + "'");
        Lab slower = new Lab(
                "slow",
                true,
                SyntheticArchive.lab().hosts(),
                new Lab.Link(100_000_000L, 1500),
                SyntheticArchive.lab().tls());
        assertThat(refusal(slower).remedy())
                .contains("tare lab up --name resumed --hosts client,server --rate 10Gbit --mtu 1500 --out lab.yaml")
                .endsWith("tare run --resume '" + root + "' --lab lab.yaml");
    }

    @Test
    void anArchiveThatDoesNotSayItsLabIsRefused() throws IOException {
        assertThat(refusal(SyntheticArchive.lab()).what()).contains("no lab.json");
        Files.writeString(new ArchiveLayout(root).lab(), "{\"hosts\": 3}");
        assertThat(refusal(SyntheticArchive.lab()).what()).contains("lab.json is not a lab");
    }

    private TareException refusal(Lab now) {
        return catchThrowableOfType(
                TareException.class, () -> ArchivedLab.of(root).check(now));
    }

    private void archive(Lab lab) throws IOException {
        Files.writeString(new ArchiveLayout(root).lab(), ArchiveJson.page().writeValueAsString(lab));
    }

    private static Lab real(Lab.Host client, Lab.Host server, Lab.Link link) {
        return new Lab(
                "lab",
                false,
                LabSpecs.hosts(client, server),
                link,
                SyntheticArchive.lab().tls());
    }
}
