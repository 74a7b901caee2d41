package dev.tare.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code proto <- common <- {agent, controller}}, and which rooms the generated types may enter. */
@Execution(ExecutionMode.CONCURRENT)
final class LayersTest {

    @ParameterizedTest
    @ValueSource(strings = {"proto", "common", "probe", "agent", "controller"})
    void everyModuleIsSeen(String module) {
        assertThat(Production.CLASSES).anyMatch(type -> type.getPackageName().startsWith("dev.tare." + module));
    }

    @Test
    void protoKnowsNobody() {
        noClasses()
                .that()
                .resideInAPackage(Production.GENERATED)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.tare.common..", "dev.tare.probe..", "dev.tare.agent..", "dev.tare.controller..")
                .check(Production.CLASSES);
    }

    @Test
    void commonKnowsNeitherEnd() {
        noClasses()
                .that()
                .resideInAPackage("dev.tare.common..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tare.probe..", "dev.tare.agent..", "dev.tare.controller..")
                .check(Production.CLASSES);
    }

    @Test
    void agentAndControllerNeverMeet() {
        noClasses()
                .that()
                .resideInAPackage("dev.tare.agent..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tare.controller..", "dev.tare.probe..")
                .check(Production.CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.tare.controller..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tare.agent..", "dev.tare.probe..")
                .check(Production.CLASSES);
    }

    @Test
    void theProbeCarriesNoFramework() {
        noClasses()
                .that()
                .resideInAPackage("dev.tare.probe..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.tare.agent..",
                        "dev.tare.controller..",
                        "dev.tare.proto.agent..",
                        "io.grpc..",
                        "io.netty..",
                        "com.google.inject..",
                        "org.slf4j..",
                        "com.fasterxml..",
                        "picocli..")
                .check(Production.CLASSES);
    }

    @Test
    void generatedTypesStayInTheirRooms() {
        classes()
                .that()
                .resideInAPackage(Production.GENERATED)
                .should()
                .onlyBeAccessed()
                .byAnyPackage(
                        Production.GENERATED,
                        "dev.tare.common.frame..",
                        "dev.tare.probe",
                        "dev.tare.probe.frame..",
                        "dev.tare.probe.setup..",
                        "dev.tare.agent.service..",
                        "dev.tare.controller.fleet..",
                        "dev.tare.controller.archive..")
                .check(Production.CLASSES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"common", "probe", "agent", "controller"})
    void packagesOfAModuleFormNoCycle(String module) {
        slices().matching("dev.tare." + module + ".(**)")
                .should()
                .beFreeOfCycles()
                .check(Production.CLASSES);
    }
}
