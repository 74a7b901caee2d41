package dev.tare.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import org.junit.jupiter.api.Test;

final class BuildVersionTest {

    @Test
    void saysTheCommitAndWhetherThereWereChanges() throws IOException {
        assertThat(version("commit=03d8a8a43661")).isEqualTo("0.1.0+03d8a8a43661");
        assertThat(version("commit=03d8a8a43661.changed")).isEqualTo("0.1.0+03d8a8a43661.changed");
    }

    @Test
    void ofASourceArchiveSaysTheCommitThatGitWroteIntoIt() throws IOException {
        String archived = "archived=03d8a8a43661fa56915f5af220bc289b54e2f329";

        assertThat(version("commit=\n" + archived)).isEqualTo("0.1.0+03d8a8a43661");
        assertThat(version("commit=${tare.commit}\n" + archived)).isEqualTo("0.1.0+03d8a8a43661");
    }

    @Test
    void withoutEitherIsTheVersionAlone() throws IOException {
        assertThat(version("commit=${tare.commit}\narchived=$Format:%H$")).isEqualTo("0.1.0");
        assertThat(version("commit=")).isEqualTo("0.1.0");
    }

    private static String version(String lines) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader("version=0.1.0\n" + lines));
        return BuildVersion.of(properties);
    }
}
