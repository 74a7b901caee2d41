package dev.tare.controller.lab.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.exec.FakeExec;
import dev.tare.controller.lab.exec.Finished;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstallerTest {

    private static final Distribution DEBIAN = new Distribution("Debian GNU/Linux 12", "bookworm", true);
    private static final Distribution OTHER = new Distribution("Other Linux", "", false);
    private static final List<Need> NEEDS = List.of(
            new Need("ip", "iproute2", "makes links"),
            new Need("tc", "iproute2", "shapes"),
            new Need("tini", "tini", "reaps"));

    @TempDir
    private Path bin;

    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void aMachineWithApt() throws IOException {
        put("apt-get");
        put("ip");
    }

    @Test
    void whatIsThereIsNotInstalled() throws Exception {
        put("tc");
        put("tini");
        FakeExec exec = new FakeExec(command -> FakeExec.WELL);
        installer(exec, DEBIAN).ensure(NEEDS, true);
        assertThat(exec.lines()).isEmpty();
        assertThat(said).isEmpty();
    }

    @Test
    void saysWhichAndWhyBeforeItInstalls() throws Exception {
        FakeExec exec = new FakeExec(command -> {
            assertThat(said).anyMatch(line -> line.contains("tini [tini] reaps"));
            put("tc");
            put("tini");
            return FakeExec.WELL;
        });
        installer(exec, DEBIAN).ensure(NEEDS, true);
        assertThat(exec.lines()).containsExactly("apt-get install -y --no-install-recommends iproute2 tini");
    }

    @Test
    void refreshesTheListsOnlyWhenItMust() throws Exception {
        List<String> tries = new ArrayList<>();
        FakeExec exec = new FakeExec(command -> {
            tries.add(command.toString());
            if (tries.size() == 1) {
                return new Finished(100, "", "E: Unable to locate package tini");
            }
            put("tc");
            put("tini");
            return FakeExec.WELL;
        });
        installer(exec, DEBIAN).ensure(NEEDS, true);
        assertThat(exec.lines()).hasSize(3).element(1).isEqualTo("apt-get update");
    }

    @Test
    void withoutLeaveItListsAndRefuses() {
        FakeExec exec = new FakeExec(command -> FakeExec.WELL);
        assertThatThrownBy(() -> installer(exec, DEBIAN).ensure(NEEDS, false))
                .isInstanceOfSatisfying(TareException.class, refused -> {
                    assertThat(refused.exitCode()).isEqualTo(ExitCode.PREFLIGHT);
                    assertThat(refused.what()).contains("tc [iproute2] shapes", "tini [tini] reaps");
                    assertThat(refused.remedy()).contains("iproute2 tini");
                });
        assertThat(exec.lines()).isEmpty();
    }

    @Test
    void onAnotherDistributionItSaysWhatToInstall() {
        FakeExec exec = new FakeExec(command -> FakeExec.WELL);
        assertThatThrownBy(() -> installer(exec, OTHER).ensure(NEEDS, true))
                .isInstanceOfSatisfying(
                        TareException.class,
                        refused -> assertThat(refused.what()).contains("Other Linux", "tini"));
        assertThat(exec.lines()).isEmpty();
    }

    @Test
    void aFailedInstallationSaysWhy() {
        FakeExec exec = new FakeExec(command -> new Finished(100, "", "E: no network"));
        assertThatThrownBy(() -> installer(exec, DEBIAN).ensure(NEEDS, true))
                .isInstanceOf(TareException.class)
                .hasMessageContaining("E: no network");
    }

    private Installer installer(FakeExec exec, Distribution distribution) {
        return new Installer(exec, new SearchPath(List.of(bin)), distribution, said::add);
    }

    private void put(String program) {
        try {
            Path file = bin.resolve(program);
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
