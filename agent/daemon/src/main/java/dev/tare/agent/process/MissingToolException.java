package dev.tare.agent.process;

import java.io.IOException;

/** A program that this host does not have. */
public final class MissingToolException extends IOException {

    private final String remedy;

    MissingToolException(String name, String debianPackage) {
        super(name + " is not installed");
        this.remedy = "apt-get install " + debianPackage;
    }

    public String remedy() {
        return remedy;
    }
}
