package dev.tare.controller.cli;

import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.lab.gate.LabPreflight;
import dev.tare.controller.lab.install.ForeignPackage;
import dev.tare.controller.lab.install.MachineInstaller;
import dev.tare.controller.lab.install.Need;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the demo and other plans would install on their way, and nothing else. */
@Command(
        name = "install",
        addMethodSubcommands = false,
        header = "Installs what a lab, all runtimes and all engines need on this machine, and says which and why.",
        footerHeading = "%nExamples:%n",
        footer = "  tare install")
final class InstallCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    @Override
    public Integer call() throws Exception {
        if (command == null) {
            throw new IllegalStateException("run without a command line");
        }
        LabPreflight.requireRoot();
        PrintWriter talk = command.commandLine().getErr();
        MachineInstaller installer = new MachineInstaller(line -> talk.println("tare: " + line));
        installer.ensure(Need.ofEverything(), true);
        for (ForeignPackage wanted : ForeignPackage.ALL) {
            installer.want(wanted, true);
        }
        return ExitCode.DONE.number();
    }
}
