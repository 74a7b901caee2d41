package dev.tare.controller.cli;

import dev.tare.controller.cli.hosts.Inventory;
import dev.tare.controller.lab.install.Need;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tare doctor}: what can be measured in a lab, and why the rest cannot. */
@Command(
        name = "doctor",
        addMethodSubcommands = false,
        header = "Show for each host which runtimes and networks can be used and, if not, why and what to do.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tare doctor                  the lab on this machine, made for it if none is up",
            "  tare doctor --lab lab.yaml",
            "  tare doctor --json           hosts[].runtimes[]: name, options, usable, version, reason, remedy",
        })
final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws Exception {
        return LabVisit.with(common, Need.ofLab(), lab -> {
            Inventory inventory = Inventory.of(lab);
            if (common.json()) {
                inventory.printJson(common.out());
            } else {
                inventory.printRuntimes(common.out());
            }
            return inventory.exitCode().number();
        });
    }
}
