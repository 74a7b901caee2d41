package dev.tare.controller.lab.install;

import dev.tare.controller.lab.exec.Exec;
import dev.tare.controller.lab.exec.SystemExec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Puts what is needed on this machine. */
public final class MachineInstaller {

    private final Exec exec = new SystemExec();
    private final ToolCache cache = ToolCache.of(System.getenv());
    private final SearchPath path = SearchPath.of(System.getenv());
    private final Consumer<String> talk;

    /**
     * Talks to somebody.
     *
     * @param talk lines for a person
     */
    public MachineInstaller(Consumer<String> talk) {
        this.talk = talk;
    }

    public void ensure(List<Need> needs, boolean mayInstall) throws IOException, InterruptedException {
        new Installer(exec, path, Distribution.ofMachine(), talk).ensure(needs, mayInstall);
    }

    /**
     * Fetches a package that is not in the machine's suites, unless it is there. Without it Tare goes on: what needs it is
     * then reported as unavailable.
     */
    public void want(ForeignPackage wanted, boolean mayInstall) throws IOException, InterruptedException {
        PrivateApt apt = PrivateApt.ofMachine(exec, cache.folder());
        if (apt.unpacked(wanted).isPresent()) {
            return;
        }
        Optional<String> obstacle = obstacle(wanted, mayInstall);
        if (obstacle.isEmpty()) {
            talk.accept("fetching the package " + wanted.name() + ", which " + wanted.why() + "; unpacked into "
                    + cache.folder() + ", not installed");
            try {
                apt.fetch(wanted);
                return;
            } catch (IOException failure) {
                obstacle = Optional.of(String.valueOf(failure.getMessage()));
            }
        }
        talk.accept("going on without " + wanted.name() + ": " + obstacle.orElse("it is not there"));
    }

    private Optional<String> obstacle(ForeignPackage wanted, boolean mayInstall) throws IOException {
        if (!mayInstall) {
            return Optional.of("--no-install was given");
        }
        boolean apt = path.find("apt-get").isPresent() && path.find("dpkg").isPresent();
        return Distribution.ofMachine().isDebian() && apt
                ? Optional.empty()
                : Optional.of("it is fetched on Debian only; install " + wanted.name() + " yourself");
    }
}
