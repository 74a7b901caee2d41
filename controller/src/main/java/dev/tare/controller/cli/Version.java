package dev.tare.controller.cli;

import dev.tare.common.BuildVersion;
import picocli.CommandLine;

/** This build's version. */
public final class Version implements CommandLine.IVersionProvider {

    /** With the commit, e.g. {@code 0.1.0+3f2a1b4c5d6e}. */
    public static String text() {
        return BuildVersion.ofProgram();
    }

    @Override
    public String[] getVersion() {
        return new String[] {"tare " + text()};
    }
}
