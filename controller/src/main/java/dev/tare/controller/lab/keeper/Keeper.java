package dev.tare.controller.lab.keeper;

import dev.tare.controller.lab.ClockOffsets;
import dev.tare.controller.lab.Installation;
import dev.tare.controller.lab.LabFile;
import dev.tare.controller.lab.LabSpec;
import dev.tare.controller.lab.exec.Command;
import dev.tare.controller.lab.exec.Exec;
import dev.tare.controller.lab.state.LabFolder;
import dev.tare.controller.lab.state.LabJson;
import dev.tare.controller.lab.state.LabReady;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes one lab, step by step, and takes it down. */
final class Keeper {

    /** An agent tears its trial down in 5 s. */
    private static final Duration AGENT_END_LIMIT = Duration.ofSeconds(8);

    private final Installation installation;
    private final LabFolder folder;
    private final LabSpec spec;
    private final Exec exec;
    private final Consumer<String> progress;
    private final Map<String, AgentKeeper> agents = new ConcurrentHashMap<>();
    private @Nullable LabReady ready;

    Keeper(Installation installation, LabFolder folder, LabSpec spec, Exec exec, Consumer<String> progress) {
        this.installation = installation;
        this.folder = folder;
        this.spec = spec;
        this.exec = exec;
        this.progress = progress;
    }

    /** When this returns, {@code lab.json} is there. */
    void up() throws IOException, InterruptedException {
        progress.accept(spec.hosts().size() + " hosts and a switch, link " + spec.link() + ", MTU " + spec.mtuBytes());
        Namespaces namespaces = Holders.start(spec.hosts());
        boolean hasIpv6 = hasIpv6();
        Furnishing furnishing = new Furnishing(folder, namespaces, spec, hasIpv6);
        run(furnishing.files());
        run(new Wiring(spec, namespaces, hasIpv6).commands());
        run(furnishing.receiveCpus());
        startAgents(namespaces);
    }

    /** A kernel may be without. */
    private static boolean hasIpv6() {
        return Files.isDirectory(Path.of("/proc/sys/net/ipv6"));
    }

    /** Asks all agents to end, then waits for each. */
    void down() throws InterruptedException {
        agents.values().forEach(AgentKeeper::stop);
        for (AgentKeeper agent : agents.values()) {
            agent.awaitEnd(AGENT_END_LIMIT);
        }
    }

    private void startAgents(Namespaces namespaces) throws IOException, InterruptedException {
        ClockOffsets clocks = spec.clocks().possibleAfter(uptime());
        AgentCommand command = new AgentCommand(installation, folder, spec, clocks);
        progress.accept("an agent on each host, CPUs: " + spec.cpus().text());
        for (String host : spec.hosts()) {
            List<String> words =
                    Command.of(command.of(host)).behind(namespaces.on(host)).arguments();
            AgentKeeper agent = new AgentKeeper(host, words, folder.agentLog(host), this::writeAgain);
            agents.put(host, agent);
            agent.start();
        }
        LabJson.writeText(folder.labFile(), LabFileText.of(spec, folder, hasIpv6()));
        AgentsReady.await(LabFile.read(folder.labFile()));
        write(new LabReady(LabReady.SCHEMA_VERSION, spec, clocks, Instant.now(), Map.of()));
    }

    private void run(List<Command> commands) throws IOException, InterruptedException {
        for (Command command : commands) {
            exec.must(command);
        }
    }

    private synchronized void write(LabReady state) throws IOException {
        ready = state;
        Map<String, LabReady.AgentLife> lives = agents.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().life()));
        LabJson.write(
                folder.ready(),
                new LabReady(state.schemaVersion(), state.spec(), state.clocks(), state.since(), lives));
    }

    private synchronized void writeAgain() {
        if (ready == null) {
            return;
        }
        try {
            write(ready);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Duration uptime() throws IOException {
        String uptime = Files.readString(Path.of("/proc/uptime")).split(" ", -1)[0];
        return Duration.ofSeconds((long) Double.parseDouble(uptime));
    }
}
