package dev.tare.agent.runtime.vm;

import java.util.List;
import java.util.Map;

/** The option {@code machine}: which board QEMU plays. */
enum Machine {
    /** A PC with PCI Express. */
    Q35("q35", "pci", ",romfile="),
    /** As little as a guest needs: no PCI, devices found by ACPI. */
    MICROVM("microvm,acpi=on,isa-serial=off", "device", "");

    private final String argument;
    private final String transport;
    private final String networkOptions;

    Machine(String argument, String transport, String networkOptions) {
        this.argument = argument;
        this.transport = transport;
        this.networkOptions = networkOptions;
    }

    static Machine of(Map<String, String> options) {
        String name = options.getOrDefault("machine", "q35");
        return switch (name) {
            case "q35" -> Q35;
            case "microvm" -> MICROVM;
            default -> throw new IllegalArgumentException("no machine of runtime kvm: " + name);
        };
    }

    /** Whether a guest boots on it without the hardware's support: the small one leaves a kernel no timer to calibrate by. */
    boolean emulated() {
        return this == Q35;
    }

    String word() {
        return this == Q35 ? "q35" : "microvm";
    }

    List<String> arguments() {
        return List.of("-machine", argument);
    }

    String serial() {
        return "virtio-serial-" + transport;
    }

    /** Without a boot ROM, which nobody boots from. */
    String network(String options) {
        return "virtio-net-" + transport + "," + options + networkOptions;
    }
}
