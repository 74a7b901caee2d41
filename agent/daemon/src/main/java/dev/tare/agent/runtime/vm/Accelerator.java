package dev.tare.agent.runtime.vm;

import java.util.List;

/** Who executes the guest's instructions. */
enum Accelerator {
    HARDWARE("kvm", "host"),
    /** The plainest processor: what it has not need not be emulated, vectors above all. */
    EMULATION("tcg", "qemu64");

    private final String word;
    private final String processor;

    Accelerator(String word, String processor) {
        this.word = word;
        this.processor = processor;
    }

    String word() {
        return word;
    }

    List<String> arguments() {
        return List.of("-accel", word, "-cpu", processor);
    }
}
