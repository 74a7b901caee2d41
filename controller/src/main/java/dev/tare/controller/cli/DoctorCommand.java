package dev.tare.controller.cli;

import dev.tare.controller.cli.hosts.Inventory;
import dev.tare.controller.lab.install.Need;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tare doctor}: whether a lab is fit to measure in, and what can be measured there. */
@Command(
        name = "doctor",
        addMethodSubcommands = false,
        header = "Look at every host and at the ways between them before anything is measured, and say what to do.",
        description = {
            "Agent and bundle, data device, MTU, rate, the path to every other host both ways, clocks, space and rights;"
                    + " then which runtimes and networks can be used and, if not, why.",
            "Exits with 3 when an agent does not answer or a check has not passed. A runtime that cannot be used is no"
                    + " failure."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tare doctor                  the lab on this machine, made for it if none is up",
            "  tare doctor --lab lab.yaml",
            "  tare doctor --json           hosts[].checks[]: name, passed, found, reason,",
            "                               remedy; hosts[].runtimes[]: name, options,",
            "                               usable, emulated, version, reason, remedy",
        })
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private LabChoice lab = new LabChoice();

    @Mixin
    private InstallChoice install = new InstallChoice();

    @Override
    public Integer call() throws Exception {
        return LabVisit.with(common, lab, install, Need.ofLab(), hosts -> {
            Inventory inventory = Inventory.examined(hosts);
            if (common.json()) {
                inventory.printJson(common.out());
            } else {
                inventory.printExamination(common.out());
            }
            return inventory.exitCode().number();
        });
    }
}
