package dev.tare.controller.lab.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.Program;
import dev.tare.common.catalog.RuntimeKind;
import dev.tare.controller.yaml.Node;
import dev.tare.controller.yaml.YamlDocument;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The Ansible role that installs runtimes knows the catalogue's, with the same packages, and says what it cannot install. */
final class RuntimesRoleTest {

    private static final Path VARIABLES = Path.of(System.getProperty("tare.root", ".."))
            .toAbsolutePath()
            .normalize()
            .resolve("ansible/roles/runtimes/vars/main.yml");

    private static Map<String, Node> mapping(Node node) {
        return ((Node.Mapping) node).entries().stream().collect(Collectors.toMap(Node.Entry::key, Node.Entry::value));
    }

    private static Map<String, Node> variable(String name) {
        Node found = Objects.requireNonNull(
                mapping(YamlDocument.read(VARIABLES).root()).get(name), name);
        return mapping(found);
    }

    @Test
    void thePackagesAreTheCatalogues() {
        Map<String, Set<String>> catalogued = Catalog.runtimes().stream()
                .collect(Collectors.toMap(
                        RuntimeKind::name,
                        runtime -> runtime.programs().stream()
                                .map(Program::debianPackage)
                                .collect(Collectors.toCollection(TreeSet::new))));
        Map<String, Set<String>> installed = variable("runtimes_packages").entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> ((Node.Sequence) entry.getValue())
                                .items().stream()
                                        .map(item -> ((Node.Scalar) item).text())
                                        .collect(Collectors.toCollection(TreeSet::new))));
        assertThat(installed).isEqualTo(catalogued);
    }

    /** Debian 12 has no package, or not one that is new enough, of what these are made of. */
    @Test
    void whatItCannotInstallIsExplained() {
        Map<String, Node> byHand = variable("runtimes_by_hand");
        assertThat(byHand).containsOnlyKeys("gvisor", "gvisor-hostnet", "apptainer", "kata", "firecracker");
        assertThat(byHand.values())
                .allSatisfy(text -> assertThat(((Node.Scalar) text).text())
                        .contains("Debian")
                        .containsPattern("/usr/local/bin|install "));
    }
}
