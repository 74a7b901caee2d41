package dev.tare.agent.process;

/** A program that this host does not have. */
public final class MissingToolException extends UnavailableException {

    private static final long serialVersionUID = 1;

    MissingToolException(String name, String debianPackage) {
        super(name + " is not installed", "apt-get install " + debianPackage);
    }
}
