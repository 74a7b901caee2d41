package dev.tare.agent.runtime.containerd;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** What containerd calls a runtime: a shim that it starts for each container, and that starts the container. */
enum Handler {
    RUNC("io.containerd.runc.v2", "containerd-shim-runc-v2", "install containerd (Debian's package is containerd)"),
    RUNSC(
            "io.containerd.runsc.v1",
            "containerd-shim-runsc-v1",
            "put gVisor's containerd-shim-runsc-v1 where containerd finds programs; no package of Debian 12 has it"),
    KATA(
            "io.containerd.kata.v2",
            "containerd-shim-kata-v2",
            "install Kata Containers and put its containerd-shim-kata-v2 where containerd finds programs; no package of Debian 12 has it");

    private static final String OPTION = "handler";

    private final String runtime;
    private final String shim;
    private final String remedy;

    Handler(String runtime, String shim, String remedy) {
        this.runtime = runtime;
        this.shim = shim;
        this.remedy = remedy;
    }

    static Handler of(Map<String, String> options) {
        String asked = options.getOrDefault(OPTION, RUNC.word());
        return Arrays.stream(values())
                .filter(handler -> handler.word().equals(asked))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a handler of containerd"));
    }

    /** As in plans. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As containerd is told. */
    String runtime() {
        return runtime;
    }

    /** The program that containerd starts. */
    String shim() {
        return shim;
    }

    /** What to do where the shim is missing. */
    String remedy() {
        return remedy;
    }
}
