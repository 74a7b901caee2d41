package dev.tare.controller.cli;

import dev.tare.controller.lab.LabSpec;
import dev.tare.controller.lab.gate.InLab;
import dev.tare.controller.lab.gate.LabGate;
import dev.tare.controller.lab.gate.LabPreflight;
import dev.tare.controller.lab.install.ForeignPackage;
import dev.tare.controller.lab.install.Need;
import dev.tare.controller.lab.local.LabOptions;
import java.util.List;
import java.util.function.Consumer;

/** Takes the part of a command that talks to agents to its lab: that of {@code --lab}, or one on this machine. */
final class LabVisit {

    private LabVisit() {}

    /**
     * Runs the body in the lab.
     *
     * @param needs programs that a lab on this machine must have for it
     */
    static int with(CommonOptions common, LabChoice lab, InstallChoice install, List<Need> needs, InLab body)
            throws Exception {
        return with(common, lab, install, needs, List.of(), LabSpec.USUAL_HOSTS, body);
    }

    /**
     * The same.
     *
     * @param wants packages that are fetched where that is possible
     * @param hosts of a lab that is made for it
     */
    static int with(
            CommonOptions common,
            LabChoice lab,
            InstallChoice install,
            List<Need> needs,
            List<ForeignPackage> wants,
            List<String> hosts,
            InLab body)
            throws Exception {
        Consumer<String> talk = line -> common.err().println("tare: " + line);
        // of this process alone: two commands side by side have a lab each
        LabOptions own = LabOptions.of("run-" + ProcessHandle.current().pid(), hosts);
        return LabGate.ofProcess(common.arguments(), talk)
                .pass(
                        lab.file(),
                        () -> new LabPreflight(talk).ready(own, true, install.isAllowed(), needs, wants),
                        body);
    }
}
