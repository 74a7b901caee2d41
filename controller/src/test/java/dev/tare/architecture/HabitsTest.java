package dev.tare.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.google.inject.Guice;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What each class keeps to, wherever it stands. */
final class HabitsTest {

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .that(describe("are written by hand", Production::isHandWritten))
                .should(be(describe(
                        "in a package marked @NullMarked",
                        (JavaClass type) -> type.getPackage().isAnnotatedWith(NullMarked.class))))
                .check(Production.CLASSES);
    }

    @Test
    void processesStartInOneRoomPerEnd() {
        noClasses()
                .that()
                // the bundle is built by programs of the JDK, on the machine that builds
                .resideOutsideOfPackages(
                        "dev.tare.agent.process..",
                        "dev.tare.controller.lab..",
                        "dev.tare.probe.bundle",
                        "dev.tare.probe.exec")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class)
                .check(Production.CLASSES);
    }

    @Test
    void onlyMainsTheCommandLineAndTheProbeTouchTheStandardStreams() {
        noClasses()
                .that()
                // the probe has no logger: its stderr is its log
                .resideOutsideOfPackages(
                        "dev.tare.controller.cli..",
                        "dev.tare.probe",
                        "dev.tare.probe.exec..",
                        "dev.tare.probe.frame..")
                .and()
                .haveSimpleNameNotEndingWith("Main")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(Production.CLASSES);
    }

    @Test
    void logsGoThroughOneFacade() {
        noClasses()
                .that(describe("are written by hand", Production::isHandWritten))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(Production.CLASSES);
    }

    @Test
    void injectorsAreMadeAtMainsOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.tare.agent", "dev.tare.controller.cli..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Guice.class)
                .check(Production.CLASSES);
    }

    @Test
    void thereIsNoFinaliserAndNoReflectionIntoPrivates() {
        noClasses()
                .that(describe("are written by hand", Production::isHandWritten))
                .should()
                .callMethod(java.lang.reflect.AccessibleObject.class, "setAccessible", boolean.class)
                .check(Production.CLASSES);
    }
}
