package dev.tare.controller.lab.gate;

import dev.tare.common.units.Durations;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.Installation;
import dev.tare.controller.lab.LabSpec;
import dev.tare.controller.lab.exec.SystemExec;
import dev.tare.controller.lab.install.Need;
import dev.tare.controller.lab.local.LabOptions;
import dev.tare.controller.lab.local.LocalLabs;
import dev.tare.controller.lab.local.Raised;
import dev.tare.controller.lab.state.LabFolder;
import dev.tare.controller.lab.state.LabJson;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The commands {@code tare lab up|down|status}: does what they say and tells about it. */
public final class LabTalk {

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final LocalLabs labs = LocalLabs.ofMachine();

    /**
     * Talks to somebody.
     *
     * @param out for data
     * @param err for talk
     */
    public LabTalk(PrintWriter out, PrintWriter err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    /**
     * Makes a lab that stays.
     *
     * @param copy where the lab file is written, too
     */
    public void up(LabOptions options, @Nullable Path copy, boolean noInstall) throws Exception {
        if (copy != null) {
            // before there is a lab that nobody would take down
            checkWritable(copy);
        }
        long began = System.nanoTime();
        LabSpec spec = new LabPreflight(this::say).ready(options, false, !noInstall, Need.ofLab());
        Raised raised = labs.up(spec, this::say);
        Path file = raised.folder().labFile();
        if (copy != null) {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
        if (raised.already()) {
            say("the lab " + spec.name() + " is already up, since "
                    + raised.ready().since());
            difference(spec, raised.ready().spec(), !options.cpus().isEmpty()).ifPresent(this::say);
        } else {
            say("up in " + Durations.about(Duration.ofNanos(System.nanoTime() - began)));
        }
        if (json) {
            out.println(LabJson.mapper().writeValueAsString(raised.ready()));
        } else {
            out.println(file);
        }
    }

    static void checkWritable(Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw TareException.usage(
                    file + " cannot be written: there is no folder " + folder,
                    "make it, or choose another file with --out");
        }
        if (Files.isDirectory(file)) {
            throw TareException.usage(file + " is a folder", "name a file with --out");
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw TareException.usage(file + " cannot be written: this user may not", "choose another file with --out");
        }
    }

    public void down(String name) throws Exception {
        LabPreflight.requireRoot();
        say(labs.down(name) ? "the lab " + name + " is down" : "there is no lab " + name);
    }

    public void downAll() throws Exception {
        LabPreflight.requireRoot();
        for (LabFolder folder : labs.store().list()) {
            down(folder.name());
        }
    }

    public void status() throws Exception {
        LabPulse pulse = new LabPulse(Installation.ofProcess(), new SystemExec());
        List<LabStatus> all = new ArrayList<>();
        for (LabFolder folder : labs.store().list()) {
            all.add(LabStatus.of(folder, labs.find(folder.name()), pulse));
        }
        if (json) {
            out.println(LabJson.mapper().writeValueAsString(new LabStatus.Page(LabStatus.SCHEMA_VERSION, all)));
        } else if (all.isEmpty()) {
            say("no lab is up on this machine");
        } else {
            all.forEach(status -> status.lines().forEach(out::println));
        }
    }

    /**
     * What a lab that is up is, where that is not what was asked for.
     *
     * @param cpusChosen whether somebody asked for CPUs; else any are good
     */
    static Optional<String> difference(LabSpec asked, LabSpec there, boolean cpusChosen) {
        boolean same = asked.link().equals(there.link())
                && asked.mtuBytes() == there.mtuBytes()
                && asked.clocks().equals(there.clocks())
                && asked.hosts().equals(there.hosts())
                && (!cpusChosen || asked.cpus().hosts().equals(there.cpus().hosts()));
        if (same) {
            return Optional.empty();
        }
        String hosts = there.hosts().stream()
                .map(host -> host + " (CPUs " + there.cpus().of(host) + ", clock +"
                        + Durations.format(there.clocks().of(host)) + ")")
                .collect(Collectors.joining(", "));
        return Optional.of("it is not as asked for now: link " + there.link() + ", MTU " + there.mtuBytes() + ", hosts "
                + hosts + "; take it down first to change it");
    }

    private void say(String line) {
        err.println("tare: " + line);
    }
}
