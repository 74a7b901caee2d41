package dev.tare.controller.cli;

import dev.tare.controller.cli.hosts.Inventory;
import dev.tare.controller.lab.install.Need;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tare hosts}: who is there, and who is busy. */
@Command(
        name = "hosts",
        addMethodSubcommands = false,
        header = "Show every agent of a lab: version, health, how sure its clock is known, runtimes, and who holds it.",
        description =
                "Nothing is tried: runtimes are those that somebody asked for before (tare doctor tries all). Exits"
                        + " with 3 when an agent does not answer or is not well.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tare hosts --lab lab.yaml",
            "  tare hosts --facts           system, CPUs, memory, devices",
            "  tare hosts --json            the lab on this machine, made for it if none is up",
        })
final class HostsCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private LabChoice lab = new LabChoice();

    @Mixin
    private InstallChoice install = new InstallChoice();

    @Option(names = "--facts", description = "Show what each host is instead: system, CPUs, memory, devices, bundle.")
    private boolean facts;

    @Override
    public Integer call() throws Exception {
        return LabVisit.with(common, lab, install, Need.ofLab(), hosts -> {
            Inventory inventory = Inventory.known(hosts);
            if (common.json()) {
                inventory.printJson(common.out());
            } else if (facts) {
                inventory.printFacts(common.out());
            } else {
                inventory.printHosts(common.out());
            }
            return inventory.exitCode().number();
        });
    }
}
