package dev.tare.agent.bundle;

import dev.tare.agent.driver.Availability;
import dev.tare.agent.process.CommandFailedException;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.MissingToolException;
import dev.tare.agent.runtime.Programs;
import dev.tare.common.Words;
import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.EngineKind;
import dev.tare.common.catalog.Program;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which foreign engines this host has, and in which version. */
public final class InstalledEngines {

    private final Programs programs;
    private final SharedObjects libraries;

    @Inject
    InstalledEngines(Programs programs, SharedObjects libraries) {
        this.programs = programs;
        this.libraries = libraries;
    }

    /** All that the catalogue knows besides the probe. */
    public static List<EngineKind> kinds() {
        return Catalog.engines().stream().filter(EngineKind::foreign).toList();
    }

    /** Whether it can be used on this host, and its version, or why not and what to do. */
    public Availability check(EngineKind kind, Deadline deadline) throws InterruptedException {
        String install = kind.programs().getFirst().remedy();
        try {
            List<Programs.Build> builds = builds(kind);
            for (Programs.Build build : builds) {
                List<Path> _ = libraries.of(Path.of(build.path()), deadline);
            }
            String said = programs.ask(builds.getFirst(), kind.versionArgument(), kind.versionStatus(), deadline);
            Optional<EngineVersion> version = EngineVersion.in(said);
            if (version.isEmpty()) {
                return new Availability.Unusable(
                        kind.name() + " does not tell its version: "
                                + said.lines()
                                        .filter(line -> !line.isBlank())
                                        .findFirst()
                                        .orElse("it says nothing"),
                        install);
            }
            return version.get().compareTo(new EngineVersion(kind.oldestVersion())) >= 0
                    ? new Availability.Usable(version.get().text(), false)
                    : new Availability.Unusable(
                            kind.name() + " " + version.get().text() + " is too old: " + kind.oldestVersion()
                                    + " or newer is needed",
                            "install a newer " + kind.name());
        } catch (MissingToolException e) {
            return new Availability.Unusable(String.valueOf(e.getMessage()), install);
        } catch (CommandFailedException e) {
            return new Availability.Unusable(kind.name() + " does not run: " + Words.of(e), install);
        } catch (IOException e) {
            return new Availability.Unusable(kind.name() + " cannot be used: " + Words.of(e), install);
        }
    }

    /** The files of its programs. */
    List<Path> files(EngineKind kind) throws IOException {
        return builds(kind).stream().map(build -> Path.of(build.path())).toList();
    }

    private List<Programs.Build> builds(EngineKind kind) throws IOException {
        List<Programs.Build> builds = new ArrayList<>();
        for (Program program : kind.programs()) {
            builds.add(programs.find(program.name(), program.debianPackage()));
        }
        return builds;
    }
}
