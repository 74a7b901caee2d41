package dev.tare.common.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The runtimes. */
final class RuntimeKinds {

    private static final OptionSpec GVISOR_PLATFORM = OptionSpec.choice(
            "platform", "systrap", List.of("ptrace", "systrap", "kvm"), "how the sandbox intercepts system calls");

    private static final OptionSpec GUEST_CPUS =
            OptionSpec.count("vcpus", 0, 0, 64, "processors of the guest; 0: as many as its side may use");

    private static final OptionSpec GUEST_MEMORY =
            OptionSpec.size("memory", 0, 0, 64L << 30, "memory of the guest; 0: what the probe takes");

    private static final OptionSpec CONTAINERD_HANDLER = OptionSpec.choice(
            "handler", "runc", List.of("runc", "runsc", "kata"), "what containerd starts the container with");

    private static final OptionSpec DOCKER_RUNTIME = OptionSpec.choice(
            "runtime",
            "runc",
            List.of("runc", "crun", "runsc", "kata"),
            "what Docker starts the container with, as its own configuration calls it");

    static final List<RuntimeKind> ALL = List.of(
            new RuntimeKind(
                    "native",
                    List.of("bare-metal", "host-process"),
                    List.of(),
                    Set.of(AttachmentKind.HOST_NETNS, AttachmentKind.NETNS),
                    NetworkStack.HOST,
                    600,
                    List.of(),
                    "a plain process on the host, the baseline of every ratio"),
            new RuntimeKind(
                    "runc",
                    List.of(),
                    List.of(),
                    Set.of(AttachmentKind.HOST_NETNS, AttachmentKind.NETNS),
                    NetworkStack.HOST,
                    600,
                    List.of(new Program("runc", "runc")),
                    "an OCI container started by runc"),
            new RuntimeKind(
                    "crun",
                    List.of(),
                    List.of(),
                    Set.of(AttachmentKind.HOST_NETNS, AttachmentKind.NETNS),
                    NetworkStack.HOST,
                    600,
                    List.of(new Program("crun", "crun")),
                    "an OCI container started by crun"),
            new RuntimeKind(
                    "lxc",
                    List.of(),
                    List.of(),
                    Set.of(AttachmentKind.HOST_NETNS, AttachmentKind.NETNS),
                    NetworkStack.HOST,
                    800,
                    List.of(new Program("lxc-execute", "lxc")),
                    "a container of LXC, by its own tools"),
            new RuntimeKind(
                    "lxd",
                    List.of("incus"),
                    List.of(),
                    Set.of(AttachmentKind.HOST_NETNS, AttachmentKind.NETNS, AttachmentKind.DAEMON_NETWORK),
                    NetworkStack.HOST,
                    2500,
                    List.of(new Program("lxd", "lxd"), new Program("catatonit", "catatonit")),
                    "a container of LXD, by its REST interface"),
            new RuntimeKind(
                    "nspawn",
                    List.of("systemd-nspawn"),
                    List.of(),
                    Set.of(AttachmentKind.HOST_NETNS, AttachmentKind.NETNS),
                    NetworkStack.HOST,
                    800,
                    List.of(new Program("systemd-nspawn", "systemd-container")),
                    "a container by systemd-nspawn"),
            new RuntimeKind(
                    "apptainer",
                    List.of("singularity"),
                    List.of(),
                    Set.of(AttachmentKind.HOST_NETNS, AttachmentKind.NETNS),
                    NetworkStack.HOST,
                    800,
                    List.of(),
                    "a container by Apptainer, which was called Singularity"),
            new RuntimeKind(
                    "docker",
                    List.of(),
                    List.of(DOCKER_RUNTIME),
                    Set.of(AttachmentKind.HOST_NETNS, AttachmentKind.NETNS, AttachmentKind.DAEMON_NETWORK),
                    NetworkStack.HOST,
                    2500,
                    List.of(new Program("dockerd", "docker.io")),
                    "a container of the Docker daemon, by its API"),
            new RuntimeKind(
                    "podman",
                    List.of(),
                    List.of(),
                    Set.of(AttachmentKind.HOST_NETNS, AttachmentKind.NETNS, AttachmentKind.DAEMON_NETWORK),
                    NetworkStack.HOST,
                    2500,
                    List.of(new Program("podman", "podman"), new Program("runc", "runc")),
                    "a container of Podman, by its API"),
            new RuntimeKind(
                    "containerd",
                    List.of(),
                    List.of(CONTAINERD_HANDLER),
                    Set.of(AttachmentKind.HOST_NETNS, AttachmentKind.NETNS),
                    NetworkStack.HOST,
                    800,
                    List.of(
                            new Program("containerd", "containerd"),
                            new Program("ctr", "containerd"),
                            new Program("runc", "runc")),
                    "a container of containerd, by its own client"),
            new RuntimeKind(
                    "kata",
                    List.of("kata-containers"),
                    List.of(
                            OptionSpec.choice(
                                    "hypervisor",
                                    "qemu",
                                    List.of("qemu", "cloud-hypervisor", "firecracker"),
                                    "what makes the virtual machine"),
                            OptionSpec.choice(
                                    "shared-fs",
                                    "virtiofs",
                                    List.of("virtiofs", "9p"),
                                    "how the virtual machine sees the host's files")),
                    Set.of(AttachmentKind.NETNS),
                    NetworkStack.MACHINE,
                    8000,
                    List.of(new Program("containerd", "containerd"), new Program("ctr", "containerd")),
                    "a container of containerd in a virtual machine, by Kata Containers"),
            new RuntimeKind(
                    "gvisor",
                    List.of("runsc"),
                    List.of(GVISOR_PLATFORM),
                    Set.of(AttachmentKind.NETNS),
                    NetworkStack.SANDBOX,
                    1200,
                    List.of(),
                    "an OCI container in gVisor's sandbox, with gVisor's own network stack"),
            new RuntimeKind(
                    "gvisor-hostnet",
                    List.of("runsc-hostnet"),
                    List.of(GVISOR_PLATFORM),
                    Set.of(AttachmentKind.HOST_NETNS, AttachmentKind.NETNS),
                    NetworkStack.PASSED_THROUGH,
                    1200,
                    List.of(),
                    "an OCI container in gVisor's sandbox, with the kernel's network stack passed through"),
            new RuntimeKind(
                    "kvm",
                    List.of("qemu"),
                    List.of(
                            OptionSpec.choice(
                                    "machine",
                                    "q35",
                                    List.of("q35", "microvm"),
                                    "the board that the virtual machine has"),
                            GUEST_CPUS,
                            GUEST_MEMORY),
                    Set.of(AttachmentKind.TAP),
                    NetworkStack.MACHINE,
                    8000,
                    List.of(
                            new Program("qemu-system-x86_64", "qemu-system-x86"),
                            new Program("busybox", "busybox-static")),
                    "a virtual machine by QEMU, on the hardware's support or, marked and never comparable, emulated"),
            new RuntimeKind(
                    "firecracker",
                    List.of(),
                    List.of(GUEST_CPUS, GUEST_MEMORY),
                    Set.of(AttachmentKind.TAP),
                    NetworkStack.MACHINE,
                    2500,
                    List.of(new Program("busybox", "busybox-static")),
                    "a virtual machine by Firecracker, on the hardware's support"));

    private RuntimeKinds() {}

    /** The runtime that these options have another start containers with. */
    static Optional<RuntimeKind> startedWith(RuntimeKind kind, Map<String, String> options) {
        return kind.options().stream()
                .filter(option -> option.equals(CONTAINERD_HANDLER) || option.equals(DOCKER_RUNTIME))
                .map(option -> options.getOrDefault(option.name(), option.defaultValue()))
                .flatMap(with -> Catalog.find(ALL, with).stream())
                .findFirst();
    }

    /** That kind as these options make it: with the stack of what it starts, where that is not the host's. */
    static RuntimeKind with(RuntimeKind kind, Map<String, String> options) {
        return startedWith(kind, options)
                .filter(RuntimeKind::ownStack)
                .map(kind::like)
                .orElse(kind);
    }
}
