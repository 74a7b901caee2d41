package dev.tare.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

final class WordsTest {

    @Test
    void aFileNameAloneIsNoReason() {
        assertThat(Words.of(new NoSuchFileException("/sys/x"))).isEqualTo("there is no /sys/x");
        assertThat(Words.of(new AccessDeniedException("/sys/x"))).isEqualTo("access to /sys/x is denied");
        assertThat(Words.of(new FileSystemException("/sys/x"))).isEqualTo("/sys/x: FileSystemException");
    }

    @Test
    void othersSpeakForThemselves() {
        assertThat(Words.of(new IOException("no room"))).isEqualTo("no room");
        assertThat(Words.of(new FileSystemException("/x", null, "Device or resource busy")))
                .isEqualTo("/x: Device or resource busy");
        assertThat(Words.of(new IOException())).isEqualTo("IOException");
    }
}
