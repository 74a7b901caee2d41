package dev.tare.controller.lab.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.controller.lab.exec.Command;
import dev.tare.controller.lab.exec.FakeExec;
import dev.tare.controller.lab.exec.Finished;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrivateAptTest {

    private static final Distribution DEBIAN = new Distribution("Debian GNU/Linux 12", "bookworm", true);

    /** The name of a mirror is the machine's; this one is nobody's. */
    private static final String STANZA = """
            Types: deb
            # a comment
            URIs: http://mirror.invalid/debian
            Suites: bookworm bookworm-updates
            Components: main
            Signed-By: /usr/share/keyrings/some.gpg

            Types: deb
            URIs: http://mirror.invalid/other
            Suites: nodistro
            Components: main
            """;

    @TempDir
    private Path folder;

    @Test
    void theMachinesOwnSourceWithAnotherSuiteAndItsKey() {
        AptSource source =
                new AptSources(AptSource.stanzas(STANZA)).ofRelease("bookworm").orElseThrow();
        assertThat(source.stanza("bookworm-backports", "main")).isEqualTo("""
                Types: deb
                URIs: http://mirror.invalid/debian
                Suites: bookworm-backports
                Components: main
                Signed-By: /usr/share/keyrings/some.gpg
                """);
    }

    @Test
    void anOldListSaysTheSame() {
        List<AptSource> sources = AptSource.lines("""
                # deb http://mirror.invalid/no bookworm main
                deb-src http://mirror.invalid/debian bookworm main
                deb [arch=amd64 signed-by=/k.gpg] http://mirror.invalid/debian bookworm main contrib
                """);
        assertThat(sources).hasSize(1);
        assertThat(sources.getFirst().stanza("bookworm", "non-free")).isEqualTo("""
                Types: deb
                URIs: http://mirror.invalid/debian
                Suites: bookworm
                Components: non-free
                Architectures: amd64
                Signed-By: /k.gpg
                """);
    }

    @Test
    void aDisabledSourceIsNone() {
        assertThat(AptSource.stanzas("Types: deb\nEnabled: no\nURIs: x\nSuites: bookworm\nComponents: main\n"))
                .isEmpty();
    }

    @Test
    void fetchesIntoItsOwnFolderAndTouchesNothingElse() throws Exception {
        FakeExec exec = new FakeExec(this::download);
        PrivateApt apt = new PrivateApt(exec, DEBIAN, new AptSources(AptSource.stanzas(STANZA)), folder);
        assertThat(apt.unpacked(ForeignPackage.GVISOR)).isEmpty();
        Path tools = apt.fetch(ForeignPackage.GVISOR);
        assertThat(apt.unpacked(ForeignPackage.GVISOR)).contains(tools);
        assertThat(tools).isEqualTo(folder.resolve("tools/runsc"));
        assertThat(exec.lines()).hasSize(3).allMatch(line -> !line.contains("/etc/apt") && !line.contains(" install "));
        assertThat(exec.lines().get(1))
                .contains("Dir::Etc::SourceList=/dev/null", "Dir::State::Lists=" + folder)
                .endsWith("download runsc");
    }

    @Test
    void whatItNeedsFromTheSameSuiteIsUnpackedIntoTheSameFolder() throws Exception {
        FakeExec exec = new FakeExec(this::download);
        PrivateApt apt = new PrivateApt(exec, DEBIAN, new AptSources(AptSource.stanzas(STANZA)), folder);
        Path download = Files.createDirectories(folder.resolve("apt-apptainer/download"));
        Files.createFile(download.resolve("apptainer_0_amd64.deb"));
        Path tools = apt.fetch(ForeignPackage.APPTAINER);
        assertThat(Files.readString(folder.resolve("apt-apptainer/sources.list.d/tare.sources")))
                .contains("Suites: unstable\n");
        assertThat(exec.lines().get(1)).endsWith("download apptainer libc6 libseccomp2 libsqlite3-0");
        assertThat(exec.lines().subList(2, exec.lines().size()))
                .hasSize(4)
                .allMatch(line -> line.startsWith("dpkg -x "))
                .noneMatch(line -> line.contains("apptainer_0"));
        assertThat(apt.unpacked(ForeignPackage.APPTAINER)).contains(tools);
    }

    @Test
    void withoutANetworkItSaysSo() {
        FakeExec exec = new FakeExec(command -> new Finished(100, "", "E: Could not resolve 'mirror.invalid'"));
        PrivateApt apt = new PrivateApt(exec, DEBIAN, new AptSources(AptSource.stanzas(STANZA)), folder);
        assertThatThrownBy(() -> apt.fetch(ForeignPackage.GVISOR))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Could not resolve");
        assertThat(apt.unpacked(ForeignPackage.GVISOR)).isEmpty();
    }

    @Test
    void withoutASourceItSaysSo() {
        PrivateApt apt = new PrivateApt(new FakeExec(c -> FakeExec.WELL), DEBIAN, new AptSources(List.of()), folder);
        assertThatThrownBy(() -> apt.fetch(ForeignPackage.GVISOR)).hasMessageContaining("no package source");
    }

    /** What apt and dpkg would do, as far as it matters here. */
    private Finished download(Command command) {
        try {
            List<String> words = command.arguments();
            if (words.contains("download")) {
                for (String name : words.subList(words.indexOf("download") + 1, words.size())) {
                    Files.createFile(Path.of(words.get(1).substring("--chdir=".length()), name + "_1_amd64.deb"));
                }
            } else if (words.getFirst().equals("dpkg")) {
                Path bin = Files.createDirectories(Path.of(words.getLast(), "usr/bin"));
                String archive = String.valueOf(Path.of(words.get(2)).getFileName());
                Files.createFile(
                        bin.resolve(archive.substring(0, archive.indexOf('_'))),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            }
            return FakeExec.WELL;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
