package dev.tare.controller.lab.gate;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.failure.TareException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabPreflightTest {

    private static final String ROOT = "Name:\tjava\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\n";

    @TempDir
    private Path process;

    @Test
    void rootMayGoOn() throws Exception {
        Files.writeString(process.resolve("status"), ROOT);

        assertThatCode(() -> LabPreflight.requireRoot(process)).doesNotThrowAnyException();
    }

    @Test
    void somebodyElseIsToldWhyAndWhatToDo() throws Exception {
        Files.writeString(process.resolve("status"), ROOT.replace("Uid:\t0\t0", "Uid:\t1000\t1000"));

        assertThatExceptionOfType(TareException.class)
                .isThrownBy(() -> LabPreflight.requireRoot(process))
                .withMessageContaining("needs root: it makes network namespaces")
                .matches(it ->
                        it.exitCode() == ExitCode.PREFLIGHT && it.exitCode().number() == 3)
                .matches(it -> it.remedy().contains("run it with sudo, or give a lab file"));
    }
}
