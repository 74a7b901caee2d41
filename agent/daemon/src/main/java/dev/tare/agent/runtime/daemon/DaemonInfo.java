package dev.tare.agent.runtime.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tare.agent.driver.Availability;
import dev.tare.agent.process.Tools;
import dev.tare.common.text.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a daemon says of its set-up, as far as trials depend on it.
 *
 * @param cgroupDriver who names the control groups of its containers: {@code cgroupfs} or {@code systemd}
 * @param defaultRuntime what it starts containers with, e.g. {@code runc}; empty where it does not tell
 * @param runtimes by their names, all that it can start containers with: program and arguments
 */
record DaemonInfo(String cgroupDriver, String defaultRuntime, Map<String, List<String>> runtimes) {

    private static final String SYSTEMD = "systemd";

    /** Their network stack, or their machine's card, takes what is there when they start: the trial's device comes later. */
    private static final Pattern OF_ITS_OWN = Pattern.compile("runsc|gvisor|kata|firecracker");

    private static final Pattern HOSTS_STACK = Pattern.compile("--?network=host");

    private static final String KATA = "kata";

    /** It is a shim, and no program that containerd's own would call; Docker can be told of shims from version 23 on. */
    private static final String KATA_SHIM = "\"runtimeType\": \"io.containerd.kata.v2\"";

    private static final Map<String, String> TO_CGROUPFS = Map.of(
            "docker",
            "put \"exec-opts\": [\"native.cgroupdriver=cgroupfs\"] into /etc/docker/daemon.json, and restart Docker",
            "podman",
            "put cgroup_manager = \"cgroupfs\" under [engine] in /etc/containers/containers.conf, and restart"
                    + " podman.service");

    DaemonInfo {
        runtimes = Map.copyOf(runtimes);
    }

    /** Of the answer to {@code GET /info}. */
    static DaemonInfo of(JsonNode answer) {
        Map<String, List<String>> runtimes = new TreeMap<>();
        answer.path("Runtimes").properties().forEach(runtime -> {
            List<String> words = new ArrayList<>(List.of(Printable.of(runtime.getValue()
                    .path("path")
                    .asText(runtime.getValue().path("runtimeType").asText()))));
            runtime.getValue().path("runtimeArgs").forEach(word -> words.add(Printable.of(word.asText())));
            runtimes.put(Printable.of(runtime.getKey()), List.copyOf(words));
        });
        // Podman tells where it is, where it was told, and of the others the first place where it would look
        String told = Printable.of(answer.path("DefaultRuntime").asText());
        if (told.startsWith("/")) {
            runtimes.put(fileName(told), List.of(told));
        }
        return new DaemonInfo(answer.path("CgroupDriver").asText(), fileName(told), runtimes);
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Why no trial can run there with this runtime; empty when one can. */
    Optional<Availability.Unusable> objection(String daemon, LowerRuntime lower) {
        if (cgroupDriver.equals(SYSTEMD)) {
            return Optional.of(new Availability.Unusable(
                    daemon
                            + " lets systemd name the control groups of its containers, and takes none that the agent has"
                            + " made: a trial could be neither accounted nor surely killed",
                    TO_CGROUPFS.getOrDefault(daemon, "have it manage control groups itself (cgroupfs)")));
        }
        if (lower.named().isPresent()) {
            return objection(daemon, lower.named().get(), lower.takesDevicesAtItsStart());
        }
        if (OF_ITS_OWN.matcher(defaultRuntime).find()) {
            return Optional.of(new Availability.Unusable(
                    daemon + " starts containers with " + defaultRuntime
                            + ", whose network stack would not see the trial's device, which comes when it has started",
                    "make runc the default runtime of " + daemon
                            + "; measure the other as the runtime gvisor or kata"));
        }
        return Optional.empty();
    }

    private Optional<Availability.Unusable> objection(String daemon, String name, boolean ownStack) {
        if (!runtimes.containsKey(name)) {
            return Optional.of(new Availability.Unusable(
                    daemon + " knows no runtime " + name + "; it knows " + new TreeMap<>(runtimes).keySet(),
                    "install it, and name it below \"runtimes\" in /etc/docker/daemon.json as \"" + name + "\": {"
                            + (name.equals(KATA) ? KATA_SHIM : "\"path\": \"…\"")
                            + "}; a daemon that the agent has started"
                            + " has of crun and runsc what was there then"));
        }
        if (ownStack
                && words(name).stream()
                        .anyMatch(word -> HOSTS_STACK.matcher(word).matches())) {
            return Optional.of(new Availability.Unusable(
                    daemon + " has " + name
                            + " use the network stack of the host (--network=host), as gvisor-hostnet does",
                    "take that out of the arguments of " + name
                            + " in /etc/docker/daemon.json, or measure gvisor-hostnet"));
        }
        return Optional.empty();
    }

    /**
     * The end of the version of the whole: {@code , runc 1.1.5)}, or with what its program is told in every call
     * {@code , runsc --platform=kvm), runsc 0.0~20240729.0}; it has only the parenthesis where the runtime is not known.
     *
     * @param built what the program says of itself; empty where it was not asked
     */
    String end(LowerRuntime lower, String built) {
        String name = lower.named().orElse(defaultRuntime);
        if (name.isEmpty()) {
            return ")";
        }
        String words = String.join(" ", words(name));
        if (words.equals(name) && built.startsWith(name + " ")) {
            return ", " + built + ")";
        }
        return ", " + words + ")" + (built.isEmpty() ? "" : ", " + built);
    }

    /**
     * The program of a runtime; a wrapper's if it is called otherwise than the runtime.
     *
     * @param finder of programs that are told by their names alone, as the daemon finds them
     */
    Optional<Path> program(LowerRuntime lower, Function<String, Optional<Path>> finder) {
        String name = lower.named().orElse(defaultRuntime);
        List<String> words = runtimes.getOrDefault(name, List.of());
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String program = words.get(programAt(words, name));
        if (Path.of(program).isAbsolute()) {
            return Optional.of(Path.of(program));
        }
        return Tools.isName(program) ? finder.apply(program) : Optional.empty();
    }

    /** The name of the runtime, and what its program is told in every call; what comes before that program is left out. */
    private List<String> words(String name) {
        List<String> all = runtimes.getOrDefault(name, List.of());
        List<String> words = new ArrayList<>(List.of(name));
        if (!all.isEmpty()) {
            words.addAll(all.subList(programAt(all, name) + 1, all.size()));
        }
        return words;
    }

    /** A program that calls another may stand before it; the first where none is called like the runtime. */
    private static int programAt(List<String> words, String name) {
        for (int at = 0; at < words.size(); at++) {
            if (!words.get(at).startsWith("-") && fileName(words.get(at)).equals(name)) {
                return at;
            }
        }
        return 0;
    }
}
