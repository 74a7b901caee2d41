package dev.tare.controller.lab.install;

import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.exec.Command;
import dev.tare.controller.lab.exec.Exec;
import dev.tare.controller.lab.exec.Finished;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Sees to it that programs are there: says what is missing and why, then has the distribution install it. */
public final class Installer {

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Map<String, String> QUIET = Map.of("DEBIAN_FRONTEND", "noninteractive");

    private final Exec exec;
    private final SearchPath path;
    private final Distribution distribution;
    private final Consumer<String> talk;

    /**
     * Talks to somebody.
     *
     * @param talk lines for a person
     */
    public Installer(Exec exec, SearchPath path, Distribution distribution, Consumer<String> talk) {
        this.exec = exec;
        this.path = path;
        this.distribution = distribution;
        this.talk = talk;
    }

    /** Ends the command where something is missing and may not, or cannot, be installed. */
    public void ensure(List<Need> needs, boolean mayInstall) throws IOException, InterruptedException {
        List<Need> missing = missing(needs);
        if (missing.isEmpty()) {
            return;
        }
        if (!distribution.isDebian() || path.find("apt-get").isEmpty()) {
            throw TareException.preflight(
                    "missing on this machine (" + distribution.name() + "):\n" + lines(missing),
                    "install them with this distribution's own means; the names in brackets are Debian's");
        }
        if (!mayInstall) {
            throw TareException.preflight(
                    "missing, and --no-install was given:\n" + lines(missing),
                    "apt-get install --no-install-recommends " + String.join(" ", packages(missing)));
        }
        install(missing);
        List<Need> still = missing(needs);
        if (!still.isEmpty()) {
            throw TareException.preflight("still missing after the installation:\n" + lines(still), "");
        }
    }

    private List<Need> missing(List<Need> needs) {
        return needs.stream()
                .filter(need -> path.find(need.program()).isEmpty())
                .toList();
    }

    private void install(List<Need> missing) throws IOException, InterruptedException {
        talk.accept("installing the distribution's packages " + String.join(", ", packages(missing)) + ":");
        lines(missing).lines().forEach(talk);
        Command install = command(packages(missing));
        if (exec.run(install).succeeded()) {
            return;
        }
        talk.accept("the package lists are old or empty: refreshing them");
        Finished update = exec.run(Command.of("apt-get", "update").within(LIMIT).with(QUIET));
        Finished again = exec.run(install);
        if (!again.succeeded()) {
            String why = update.succeeded() ? again.lastWords() : update.lastWords();
            throw TareException.preflight(
                    "the packages cannot be installed: " + why,
                    "apt-get update && apt-get install --no-install-recommends " + String.join(" ", packages(missing)));
        }
    }

    private static Command command(List<String> packages) {
        List<String> words = new ArrayList<>(List.of("apt-get", "install", "-y", "--no-install-recommends"));
        words.addAll(packages);
        return Command.of(words).within(LIMIT).with(QUIET);
    }

    private static List<String> packages(List<Need> missing) {
        return missing.stream().map(Need::debianPackage).distinct().toList();
    }

    private static String lines(List<Need> missing) {
        return missing.stream()
                .map(need -> "  " + need.program() + " [" + need.debianPackage() + "] " + need.why())
                .collect(Collectors.joining("\n"));
    }
}
