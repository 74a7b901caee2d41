package dev.tare.agent.runtime.vm;

import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.process.CgroupScope;
import dev.tare.agent.process.Child;
import dev.tare.agent.process.Children;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.StateDirectory;
import dev.tare.agent.process.StderrTail;
import dev.tare.agent.process.Tools;
import dev.tare.agent.runtime.Instance;
import dev.tare.agent.runtime.LaunchSpec;
import dev.tare.agent.runtime.ScopedInstance;
import dev.tare.agent.runtime.Scopes;
import dev.tare.agent.runtime.Step;
import dev.tare.agent.runtime.Wrappers;
import dev.tare.agent.runtime.daemon.HostDaemons;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts a guest: one Firecracker in the trial's cgroup scope, told by its interface what machine to be. */
final class Firecrackers {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(2);

    private final Scopes scopes;
    private final Tools tools;
    private final Kernels kernels;
    private final ElfKernels elves;
    private final BaseImage base;

    @Inject
    Firecrackers(Scopes scopes, Tools tools, Kernels kernels, ElfKernels elves, BaseImage base) {
        this.scopes = scopes;
        this.tools = tools;
        this.kernels = kernels;
        this.elves = elves;
        this.base = base;
    }

    /** The kernel that guests boot; where there is none that can be used, the exception says so. */
    Kernel kernel() throws IOException {
        Kernel kernel = kernels.find();
        return new Kernel(kernel.release(), elves.of(kernel), kernel.modules());
    }

    /** @param program Firecracker, and what it is started by */
    Instance launch(LaunchSpec spec, List<String> program, Optional<Attachment.Tap> tap, Ledger ledger)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        CgroupScope scope = scopes.open(spec, ledger);
        // short, because the path of a socket has at most 107 bytes
        Path directory = StateDirectory.makeShort(scopes.names(spec), spec.trialId(), ledger);
        // the initramfs is made from the kernel as it was found: both drivers share one
        Path initramfs = LaunchImage.write(directory, base.make(spec.rootfs(), kernels.find()), spec, tap);
        FirecrackerGuest guest = new FirecrackerGuest(
                GuestSize.of(spec, Files.size(initramfs)),
                kernel().image(),
                initramfs,
                directory.resolve("vsock"),
                tap);
        Path socket = directory.resolve("api");
        List<String> command = new ArrayList<>(Wrappers.apart(tools, spec.cpus()));
        command.addAll(program);
        command.addAll(List.of(
                "--api-sock", socket.toString(), "--id", scopes.names(spec).container()));
        VsockChannels channels = VsockChannels.listen(guest.channels());
        try {
            long created = System.nanoTime();
            Child child = Children.start(command, Map.of(), scope, scopes.names(spec), spec.trialId(), ledger);
            StderrTail said = listen(child);
            awaitSocket(socket, child, said);
            try (FirecrackerApi api = new FirecrackerApi(socket)) {
                for (Map.Entry<String, Map<String, Object>> request :
                        guest.requests().entrySet()) {
                    api.put(request.getKey(), request.getValue());
                }
            }
            List<Step> startup =
                    List.of(new Step("created", begin, created), new Step("started", created, System.nanoTime()));
            return channels.watch(new ScopedInstance(child, scope, startup));
        } catch (IOException | InterruptedException | RuntimeException e) {
            channels.close();
            throw e;
        }
    }

    /** Firecracker's own messages and the guest's console: nobody asks for them unless something goes wrong. */
    private static StderrTail listen(Child child) throws IOException {
        child.in().close();
        StderrTail said = new StderrTail();
        for (InputStream stream : List.of(child.out(), child.err())) {
            // reads of a pipe hold their carrier: platform threads
            Thread.ofPlatform().name("firecracker's messages").daemon().start(() -> said.drain(stream));
        }
        return said;
    }

    private static void awaitSocket(Path socket, Child child, StderrTail said)
            throws IOException, InterruptedException {
        Deadline deadline = Deadline.after(PATIENCE);
        while (!HostDaemons.answers(socket)) {
            boolean ended = child.await(POLL).isPresent();
            if (ended || deadline.isOver()) {
                throw new IOException("Firecracker " + (ended ? "ended" : "did not answer in time") + ": "
                        + said.lastWords().orElse("it said nothing"));
            }
        }
    }
}
