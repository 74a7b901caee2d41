package dev.tare.controller.lab.install;

import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.EngineKind;
import dev.tare.common.catalog.Kind;
import dev.tare.common.catalog.NetworkKind;
import dev.tare.common.catalog.Program;
import dev.tare.common.catalog.RuntimeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A program that is needed.
 *
 * @param program as on PATH
 * @param debianPackage where Debian has it
 * @param why for the person whose machine it is
 */
public record Need(String program, String debianPackage, String why) {

    private static final List<Need> LAB = List.of(
            new Need("ip", "iproute2", "makes the lab's links and addresses"),
            new Need("tc", "iproute2", "shapes the lab's link"),
            new Need("unshare", "util-linux", "makes the lab's namespaces"),
            new Need("nsenter", "util-linux", "puts agents on the lab's hosts"),
            new Need("setpriv", "util-linux", "ends the measuring when its parent ends"),
            new Need("setsid", "util-linux", "keeps Ctrl-C from the lab's hosts"),
            new Need("taskset", "util-linux", "gives each side its own CPU"),
            new Need("mount", "mount", "gives each host its own /run and /sys"),
            new Need("hostname", "hostname", "names the lab's hosts"),
            new Need("tini", "tini", "is the lab's first process and reaps its orphans"));

    /** For a lab on this machine. */
    public static List<Need> ofLab() {
        return LAB;
    }

    /**
     * For a lab in which these are measured. What is fetched from elsewhere is in {@link ForeignPackage}.
     *
     * @param runtimes names
     * @param networks names
     * @param engines names
     */
    public static List<Need> ofLab(Set<String> runtimes, Set<String> networks, Set<String> engines) {
        List<Need> all = new ArrayList<>(LAB);
        for (RuntimeKind kind : Catalog.runtimes()) {
            if (runtimes.contains(kind.name())) {
                add(kind.programs(), "runtime " + kind.name(), all);
            }
        }
        for (NetworkKind kind : Catalog.networks()) {
            if (networks.contains(kind.name())) {
                add(kind.programs(), "network " + kind.name(), all);
            }
        }
        Set<String> fetched =
                ForeignPackage.of(engines).stream().map(ForeignPackage::name).collect(Collectors.toUnmodifiableSet());
        for (EngineKind kind : Catalog.engines()) {
            if (engines.contains(kind.name()) && !fetched.contains(kind.name())) {
                add(kind.programs(), "engine " + kind.name(), all);
            }
        }
        return all;
    }

    /** For a lab in which everything can be measured. */
    public static List<Need> ofEverything() {
        return ofLab(names(Catalog.runtimes()), names(Catalog.networks()), names(Catalog.engines()));
    }

    private static Set<String> names(List<? extends Kind> kinds) {
        return kinds.stream().map(Kind::name).collect(Collectors.toUnmodifiableSet());
    }

    private static void add(List<Program> programs, String kind, List<Need> all) {
        programs.stream()
                .filter(Program::isPackaged)
                .map(program -> new Need(program.name(), program.debianPackage(), "is needed by " + kind))
                .forEach(all::add);
    }
}
