package dev.tare.common.catalog;

/**
 * A program that a kind cannot do without on a host.
 *
 * @param name as on PATH
 * @param debianPackage where Debian has it; empty where it has not
 * @param remedy what to do where it is missing, in words for the user
 */
public record Program(String name, String debianPackage, String remedy) {

    /** That Debian has. */
    public Program(String name, String debianPackage) {
        this(name, debianPackage, "apt-get install " + debianPackage);
    }

    /** That Debian has not. */
    static Program byHand(String name, String remedy) {
        return new Program(name, "", remedy);
    }

    /** Whether a package of the distribution has it. */
    public boolean isPackaged() {
        return !debianPackage.isEmpty();
    }
}
