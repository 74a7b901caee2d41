package dev.tare.controller.lab.gate;

import dev.tare.common.linux.GivingWay;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.Installation;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.lab.LabFile;
import dev.tare.controller.lab.LabSpec;
import dev.tare.controller.lab.local.LocalLabs;
import dev.tare.controller.lab.local.Raised;
import dev.tare.controller.lab.state.LabFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Runs the part of a command that talks to agents where they can be reached.
 *
 * <pre>{@code
 * return LabGate.ofProcess(originalArguments, line -> err.println(line))
 *         .pass(labFile, () -> implicitLab, lab -> runCampaign(plan, lab));
 * }</pre>
 *
 * <p>Code before {@code pass} may run in two processes, outside and inside of a lab; the body runs in one of them.
 */
public final class LabGate {

    private static final String MAIN = "dev.tare.controller.cli.Main";

    private final LocalLabs labs;
    private final Installation installation;
    private final List<String> arguments;
    private final Consumer<String> progress;

    LabGate(LocalLabs labs, Installation installation, List<String> arguments, Consumer<String> progress) {
        this.labs = labs;
        this.installation = installation;
        this.arguments = List.copyOf(arguments);
        this.progress = progress;
    }

    /**
     * Of this process.
     *
     * @param arguments the whole command line, as given
     * @param progress lines for a person
     */
    public static LabGate ofProcess(List<String> arguments, Consumer<String> progress) {
        return new LabGate(LocalLabs.ofMachine(), Installation.ofProcess(), arguments, progress);
    }

    /** True in the inner process: what was said to a person outside need not be said again. */
    public static boolean isInside() {
        return System.getProperty(InnerCommand.PROPERTY) != null;
    }

    /**
     * Runs the body in the lab of that file; without one, in the lab named {@code default} if it is up, otherwise in one
     * that is made for it and taken down after it.
     *
     * @param implicit asked only when a lab must be made
     */
    public int pass(Optional<Path> labFile, Callable<LabSpec> implicit, InLab body) throws Exception {
        if (isInside()) {
            return body.run(inside());
        }
        if (labFile.isPresent()) {
            Lab lab = LabFile.read(labFile.get());
            return lab.madeByTare() ? enter(up(lab.name())) : body.run(lab);
        }
        Optional<Raised> standing = labs.find(LabSpec.DEFAULT_NAME);
        return standing.isPresent() ? enter(standing.get()) : passNew(implicit, body);
    }

    /** Runs the body in a lab that is made for it and taken down after it. */
    public int passNew(Callable<LabSpec> implicit, InLab body) throws Exception {
        if (isInside()) {
            return body.run(inside());
        }
        LabSpec spec = implicit.call();
        Passage passage = new Passage();
        return passage.guard(() -> {
            Raised raised = labs.up(spec, progress);
            try {
                return passage.enter(inner(raised));
            } finally {
                labs.down(spec.name());
            }
        });
    }

    private int enter(Raised raised) throws Exception {
        Passage passage = new Passage();
        return passage.guard(() -> passage.enter(inner(raised)));
    }

    private List<String> inner(Raised raised) {
        if (!raised.root().lives()) {
            throw TareException.preflight("the lab " + raised.folder().name() + " has just ended", "");
        }
        return InnerCommand.of(
                installation,
                raised.folder(),
                raised.root(),
                raised.ready().spec().cpus().controller(),
                MAIN,
                arguments);
    }

    private Raised up(String name) throws Exception {
        return labs.find(name)
                .orElseThrow(
                        () -> TareException.preflight("the lab " + name + " is not up", "tare lab up --name " + name));
    }

    private static Lab inside() throws IOException {
        // on two CPUs it shares one with a host, whose traffic goes first
        GivingWay.ofProcess().begin();
        return LabFile.read(new LabFolder(Path.of(System.getProperty(InnerCommand.PROPERTY, ""))).labFile());
    }
}
