package dev.tare.controller.lab.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CgroupLeftoversTest {

    @Test
    void removesWhatTheLedgerNamesAndNothingElse(@TempDir Path folder) throws Exception {
        Path first = Files.createDirectories(folder.resolve("first"));
        Path second = Files.createDirectories(folder.resolve("second"));
        Files.createDirectories(first.resolve("tare/0123abcd/inner"));
        Files.createDirectories(second.resolve("tare/0123abcd"));
        Files.createDirectories(first.resolve("tare/ffffffff"));
        Path ledger = Files.createDirectories(folder.resolve("lab/client/state"));
        Files.writeString(ledger.resolve("layer"), "what a runtime keeps there may name tare/ffffffff, too");
        Files.writeString(ledger.resolve("ledger.ndjson"), "{\"kind\":\"cgroup\",\"name\":\"tare/0123abcd\"}\n");
        new CgroupLeftovers(List.of(first, second)).remove(folder.resolve("lab"));
        assertThat(first.resolve("tare/0123abcd")).doesNotExist();
        assertThat(second.resolve("tare")).doesNotExist();
        assertThat(first.resolve("tare/ffffffff")).exists();
    }

    @Test
    void findsTheMachinesHierarchies() throws Exception {
        assertThat(CgroupLeftovers.ofMachine()).isNotNull();
    }
}
