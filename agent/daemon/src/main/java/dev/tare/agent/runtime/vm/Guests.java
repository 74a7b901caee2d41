package dev.tare.agent.runtime.vm;

import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.process.CgroupScope;
import dev.tare.agent.process.StateDirectory;
import dev.tare.agent.process.Tools;
import dev.tare.agent.runtime.Instance;
import dev.tare.agent.runtime.LaunchSpec;
import dev.tare.agent.runtime.Programs;
import dev.tare.agent.runtime.Scopes;
import dev.tare.agent.runtime.Wrappers;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts a guest: one QEMU in the trial's cgroup scope. */
final class Guests {

    static final String PROGRAM = "qemu-system-x86_64";
    static final String PACKAGE = "qemu-system-x86";

    private final Scopes scopes;
    private final Programs programs;
    private final Tools tools;
    private final Kernels kernels;
    private final BaseImage base;

    @Inject
    Guests(Scopes scopes, Programs programs, Tools tools, Kernels kernels, BaseImage base) {
        this.scopes = scopes;
        this.programs = programs;
        this.tools = tools;
        this.kernels = kernels;
        this.base = base;
    }

    Instance launch(
            LaunchSpec spec, Machine machine, Accelerator accelerator, Optional<Attachment.Tap> tap, Ledger ledger)
            throws IOException {
        long begin = System.nanoTime();
        CgroupScope scope = scopes.open(spec, ledger);
        // short, because the path of a socket has at most 107 bytes
        Path directory = StateDirectory.makeShort(scopes.names(spec), spec.trialId(), ledger);
        Kernel kernel = kernels.find();
        Path initramfs = LaunchImage.write(directory, base.make(spec.rootfs(), kernel), spec, tap);
        Path socket = directory.resolve("control");
        List<String> command = new ArrayList<>(Wrappers.apart(tools, spec.cpus()));
        command.add(programs.find(PROGRAM, PACKAGE).path());
        command.addAll(new QemuArguments(
                        machine,
                        accelerator,
                        GuestSize.of(spec, Files.size(initramfs)),
                        kernel.image(),
                        initramfs,
                        socket,
                        Vhost.ofHost(),
                        tap)
                .list());
        Control control = new Control(GuestSocket.listen(socket));
        try {
            return VmInstance.watch(scopes.launch(spec, command, Map.of(), scope, begin, ledger), control, List.of());
        } catch (IOException | RuntimeException e) {
            control.close();
            throw e;
        }
    }
}
