package dev.tare.controller.cli;

import picocli.CommandLine.Option;

/** Of commands that may make a lab on this machine, with the programs that it needs. */
final class InstallChoice {

    @Option(names = "--no-install", description = "Never install packages; say which ones are missing and stop.")
    private boolean refused;

    boolean isAllowed() {
        return !refused;
    }
}
