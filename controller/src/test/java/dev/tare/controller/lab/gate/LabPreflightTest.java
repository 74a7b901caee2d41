package dev.tare.controller.lab.gate;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.failure.TareException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabPreflightTest {

    private static final String ROOT = "Name:\tjava\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\n";
    private static final String SOMEBODY = ROOT.replace("Uid:\t0\t0", "Uid:\t1000\t1000");
    private static final String MACHINE = "         0          0 4294967295\n";

    @TempDir
    private Path process;

    @Test
    void rootOfTheMachineMayGoOn() throws Exception {
        process(ROOT, MACHINE);

        assertThatCode(() -> LabPreflight.requireRoot(process)).doesNotThrowAnyException();
    }

    @Test
    void aKernelWithoutUserNamespacesHasOneRoot() throws Exception {
        Files.writeString(process.resolve("status"), ROOT);

        assertThatCode(() -> LabPreflight.requireRoot(process)).doesNotThrowAnyException();
    }

    @Test
    void somebodyElseIsToldWhyAndWhatToDo() throws Exception {
        process(SOMEBODY, MACHINE);

        refused("needs root: it makes network namespaces", "run it with sudo, or give a lab file");
    }

    /** It has the number of root, and no right to mount anything or to make a group. */
    @Test
    void rootOfAUserNamespaceIsToldSo() throws Exception {
        process(ROOT, "         0       1000          1\n");

        refused("root of a user namespace only", "run it outside of that namespace");
    }

    @Test
    void aUserNamespaceMayHaveManyUsers() throws Exception {
        process(ROOT, "         0     100000      65536\n     65536       1000          1\n");

        refused("root of a user namespace only", "run it outside of that namespace");
    }

    private void refused(String why, String remedy) {
        assertThatExceptionOfType(TareException.class)
                .isThrownBy(() -> LabPreflight.requireRoot(process))
                .withMessageContaining(why)
                .matches(it ->
                        it.exitCode() == ExitCode.PREFLIGHT && it.exitCode().number() == 3)
                .matches(it -> it.remedy().contains(remedy));
    }

    private void process(String status, String users) throws IOException {
        Files.writeString(process.resolve("status"), status);
        Files.writeString(process.resolve("uid_map"), users);
    }
}
