package dev.tare.controller.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.LabFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema of lab files agrees with the reader. */
final class LabSchemaTest {

    private static final Committed SCHEMA = Committed.at("docs/schema/lab.schema.json");

    private static final String GOOD = """
            schemaVersion: 1
            name: pair
            hosts:
              client: {agent: "10.0.0.1:7411", data: {interface: eth1, address: 10.1.0.1/24}}
              server: {agent: "10.0.0.2:7411", data: {interface: eth1, address: 10.1.0.2/24, address6: "fd00:1::2/64", port: 9000}}
            link: {rate: 10Gbit, mtu: 1500}
            tls: {ca: ca.pem, certificate: c.pem, key: c.key}
            """;

    @TempDir
    private Path folder;

    @Test
    void readerAndSchemaAccept() throws IOException {
        assertThat(Schemas.problems(SCHEMA.text(), GOOD)).isEmpty();
        assertThat(LabFile.read(Files.writeString(folder.resolve("lab.yaml"), GOOD))
                        .host("server")
                        .dataPort())
                .isEqualTo(9000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "schemaVersion: 1|schemaVersion: 3",
                "hosts:|host:",
                "  server: |  Server: ",
                "agent: |agents: ",
                "interface: eth1|interface: 'eth 1'",
                "interface: eth1|interface: abcdefghijklmnopq",
                "address: 10.1.0.1/24|address: 10.1.0.1",
                "port: 9000|port: 0",
                "port: 9000|port: 70000",
                "rate: 10Gbit|rate: fast",
                "rate: 10Gbit, |",
                "mtu: 1500|mtu: 100",
                "mtu: 1500|mtu: big",
                "ca: ca.pem, |",
                "name: pair|madeByTare: perhaps"
            })
    void readerAndSchemaRefuse(String change) throws IOException {
        List<String> parts = List.of(change.split("\\|", -1));
        String bad = GOOD.replace(parts.get(0), parts.get(1));
        assertThat(bad).isNotEqualTo(GOOD);
        assertThat(Schemas.problems(SCHEMA.text(), bad)).isNotEmpty();
        Path file = Files.writeString(folder.resolve("lab.yaml"), bad);
        assertThatThrownBy(() -> LabFile.read(file)).isInstanceOf(TareException.class);
    }
}
