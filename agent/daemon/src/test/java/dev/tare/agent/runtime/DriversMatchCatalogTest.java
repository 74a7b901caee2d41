package dev.tare.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.agent.network.NetworkDriver;
import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One implementation for each descriptor and one descriptor for each implementation. */
final class DriversMatchCatalogTest {

    @TempDir
    Path state;

    @Test
    void everyRuntimeOfTheCatalogueHasItsDriver() {
        assertThat(new TestHost(state, state).runtimes())
                .extracting(RuntimeDriver::name)
                .containsExactlyInAnyOrderElementsOf(
                        Catalog.runtimes().stream().map(Kind::name).toList());
    }

    @Test
    void everyNetworkOfTheCatalogueHasItsDriver() {
        assertThat(new TestHost(state, state).networks())
                .extracting(NetworkDriver::name)
                .containsExactlyInAnyOrderElementsOf(
                        Catalog.networks().stream().map(Kind::name).toList());
    }
}
