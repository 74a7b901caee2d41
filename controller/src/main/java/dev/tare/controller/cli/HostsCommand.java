package dev.tare.controller.cli;

import dev.tare.controller.cli.hosts.Inventory;
import dev.tare.controller.lab.install.Need;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tare hosts}: facts of a lab's hosts. */
@Command(
        name = "hosts",
        addMethodSubcommands = false,
        header = "Show the hosts of a lab: system, CPUs, data devices, agent. Exits with 3 when one does not answer.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tare hosts --lab lab.yaml",
            "  tare hosts --json            the lab on this machine, made for it if none is up",
        })
final class HostsCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws Exception {
        return LabVisit.with(common, Need.ofLab(), lab -> {
            Inventory inventory = Inventory.of(lab);
            if (common.json()) {
                inventory.printJson(common.out());
            } else {
                inventory.printHosts(common.out());
            }
            return inventory.exitCode().number();
        });
    }
}
