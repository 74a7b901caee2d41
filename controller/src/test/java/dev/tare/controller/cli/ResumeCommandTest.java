package dev.tare.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive of two real hosts, of which something is left to be measured. */
final class ResumeCommandTest {

    private static final String LAB_FILE = """
            schemaVersion: 1
            hosts:
              client: {agent: "127.0.0.1:1", data: {interface: eth1, address: 10.1.0.1/24}}
              server: {agent: "127.0.0.1:2", data: {interface: eth1, address: HERE}}
            link: {rate: 10Gbit}
            tls: {ca: ca.pem, certificate: c.pem, key: c.key}
            """;

    private static final String ARCHIVED = """
            {"schema_version": 1, "name": "lab", "made_by_tare": false, "hosts": {
              "client": {"agent": "127.0.0.1:1", "data_interface": "eth1", "data_address": "10.1.0.1/24",
                "runtime_address": "10.1.0.101/24", "six": null, "data_port": 7412},
              "server": {"agent": "127.0.0.1:2", "data_interface": "eth1", "data_address": "10.1.0.2/24",
                "runtime_address": "10.1.0.102/24", "six": null, "data_port": 7412}},
             "link": {"bits_per_second": 10000000000, "mtu_bytes": 1500}}
            """;

    @TempDir
    private Path folder;

    private Path archive;

    @BeforeEach
    void interrupt() throws IOException {
        archive = Files.createDirectory(folder.resolve("run"));
        Files.writeString(archive.resolve("plan.yaml"), """
                schemaVersion: 1
                name: mine
                factors: {runtime: [native], network: [host], workload: [tcp-rr]}
                """);
        Files.writeString(archive.resolve("lab.json"), ARCHIVED);
        Files.writeString(archive.resolve("journal.ndjson"), "");
    }

    @Test
    void isNeverGoneOnWithInALabOfThisMachine() {
        Ran ran = Ran.of("run", "--resume", archive.toString());

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .contains("is of the lab lab with hosts client at 127.0.0.1:1, server at 127.0.0.1:2")
                .contains("what to do: ", "tare run --resume " + archive + " --lab FILE")
                .doesNotContain("two hosts");
    }

    @Test
    void isNotGoneOnWithBetweenOtherHosts() throws IOException {
        Ran ran = Ran.of("run", "--resume", archive.toString(), "--lab", lab("10.1.0.9/24"));

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("is of another lab", "host server is", "10.1.0.9/24");
    }

    @Test
    void isGoneOnWithBetweenItsOwn() throws IOException {
        Ran ran = Ran.of("run", "--resume", archive.toString(), "--lab", lab("10.1.0.2/24"));

        assertThat(ran.code()).as(ran.err()).isEqualTo(3);
        assertThat(ran.err()).contains("ca.pem");
    }

    private String lab(String serverAddress) throws IOException {
        return Files.writeString(folder.resolve("lab.yaml"), LAB_FILE.replace("HERE", serverAddress))
                .toString();
    }
}
