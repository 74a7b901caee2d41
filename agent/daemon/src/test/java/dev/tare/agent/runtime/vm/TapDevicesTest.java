package dev.tare.agent.runtime.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.agent.process.UnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TapDevicesTest {

    @TempDir
    private Path directory;

    @Test
    void aHostWithoutThemIsToldWhatToLoad() throws Exception {
        Path device = directory.resolve("tun");

        assertThatThrownBy(() -> TapDevices.require(device)).isInstanceOfSatisfying(UnavailableException.class, why -> {
            assertThat(why.reason()).startsWith("this host has no " + device);
            assertThat(why.remedy()).contains("modprobe tun");
        });

        Files.createFile(device);
        assertThatCode(() -> TapDevices.require(device)).doesNotThrowAnyException();
    }
}
