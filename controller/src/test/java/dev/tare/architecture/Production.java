package dev.tare.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;

/** Every class of every module that is not a test, read once. */
final class Production {

    static final String GENERATED = "dev.tare.proto..";

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.tare");

    private Production() {}

    static boolean isHandWritten(JavaClass type) {
        return !type.getPackageName().startsWith("dev.tare.proto.");
    }
}
