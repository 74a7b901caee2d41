package dev.tare.agent.runtime.containerd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Kata's {@code configuration.toml} with a few of its keys set, all else as shipped. */
final class KataConfiguration {

    private static final Pattern SECTION = Pattern.compile("\\[([A-Za-z0-9_.-]+)]\\s*");
    private static final Pattern KEY = Pattern.compile("\\s*([A-Za-z0-9_]+)\\s*=.*");

    private KataConfiguration() {}

    /**
     * The machine has all its processors from the start, as other virtual machines of this agent; and the shim puts all that
     * belongs to it into the container's cgroup, where it is accounted and killed.
     */
    static String derived(List<String> shipped, String sharedFileSystem, int cpus) {
        Map<String, String> machine = new TreeMap<>(
                Map.of("shared_fs", "\"" + sharedFileSystem + "\"", "default_vcpus", Integer.toString(cpus)));
        Map<String, String> runtime =
                new TreeMap<>(Map.of("sandbox_cgroup_only", "true", "static_sandbox_resource_mgmt", "true"));
        List<String> lines = new ArrayList<>();
        Map<String, String> here = Map.of();
        for (String line : shipped) {
            Matcher section = SECTION.matcher(line);
            if (section.matches()) {
                String name = section.group(1);
                here = name.startsWith("hypervisor.") ? machine : name.equals("runtime") ? runtime : Map.of();
                lines.add(line);
                here.forEach((key, value) -> lines.add(key + " = " + value));
            } else if (!isOneOf(here.keySet(), line)) {
                lines.add(line);
            }
        }
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static boolean isOneOf(Set<String> keys, String line) {
        Matcher key = KEY.matcher(line);
        return key.matches() && keys.contains(key.group(1));
    }
}
