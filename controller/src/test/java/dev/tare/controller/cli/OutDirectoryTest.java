package dev.tare.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A directory that cannot be used is refused before a lab is made, and before anybody is waited for. */
final class OutDirectoryTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"run quick", "demo --quick", "selftest"})
    void isNotBelowAFile(String command) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        Ran ran = Ran.of((command + " --out " + file + "/runs/x").split(" "));

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains(file + "/runs/x cannot be made: " + file + " is not a directory")
                .contains("what to do: choose another one with --out")
                .doesNotContain("lab");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run quick", "demo --quick", "selftest"})
    void isNotSomebodysElse(String command) throws IOException {
        Files.writeString(folder.resolve("thesis.tex"), "");

        Ran ran = Ran.of((command + " --out " + folder).split(" "));

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains(folder + " is not empty and is not an archive");
    }
}
