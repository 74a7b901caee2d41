package dev.tare.controller.lab.gate;

import dev.tare.common.linux.AllowedCpus;
import dev.tare.common.linux.CpuSet;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.Installation;
import dev.tare.controller.lab.LabSpec;
import dev.tare.controller.lab.install.ForeignPackage;
import dev.tare.controller.lab.install.MachineInstaller;
import dev.tare.controller.lab.install.Need;
import dev.tare.controller.lab.install.ToolCache;
import dev.tare.controller.lab.local.LabOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** What must be true before a lab is made on this machine: root, programs, Tare's own files. */
public final class LabPreflight {

    private static final String ROOT_UID = "Uid:\t0\t0\t";

    private final Consumer<String> talk;

    /**
     * Talks to somebody.
     *
     * @param talk lines for a person
     */
    public LabPreflight(Consumer<String> talk) {
        this.talk = talk;
    }

    /**
     * Sees to all of it and returns what the lab is to be.
     *
     * @param attached true when the lab ends with this process
     */
    public LabSpec ready(LabOptions options, boolean attached, boolean mayInstall, List<Need> needs)
            throws IOException, InterruptedException {
        return ready(options, attached, mayInstall, needs, List.of());
    }

    /**
     * The same, with packages that are fetched where that is possible; without them something is unavailable, no more.
     *
     * @param attached true when the lab ends with this process
     */
    public LabSpec ready(
            LabOptions options, boolean attached, boolean mayInstall, List<Need> needs, List<ForeignPackage> wants)
            throws IOException, InterruptedException {
        // words first: a mistake in them is not worth an installation
        CpuSet allowed = AllowedCpus.ofProcess();
        options.read(allowed, List.of(), attached);
        requireRoot();
        requireFiles(Installation.ofProcess());
        MachineInstaller installer = new MachineInstaller(talk);
        installer.ensure(needs, mayInstall);
        for (ForeignPackage wanted : wants) {
            installer.want(wanted, mayInstall);
        }
        return options.read(allowed, ToolCache.of(System.getenv()).tools(), attached);
    }

    /** Ends the command where it does not run as root. */
    public static void requireRoot() throws IOException {
        requireRoot(Path.of("/proc/self"));
    }

    /** The same of any process. */
    static void requireRoot(Path process) throws IOException {
        if (!Files.readString(process.resolve("status")).contains(ROOT_UID)) {
            throw TareException.preflight(
                    "a lab on this machine needs root: it makes network namespaces, mounts and control groups",
                    "run it with sudo, or give a lab file of real hosts with --lab");
        }
    }

    private static void requireFiles(Installation installation) {
        for (Path file : List.of(installation.agentClasses(), installation.agentArguments(), installation.bundle())) {
            if (!Files.exists(file)) {
                throw TareException.preflight("Tare is not built: " + file + " is missing", "start it by ./tare");
            }
        }
    }
}
