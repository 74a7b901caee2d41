package dev.tare.agent.host;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares the host before a trial's set-up with the host after its teardown.
 *
 * <p>Two agents of a lab on one machine share mounts, process ids and cgroups, so what bears another trial's Tare name is
 * that agent's business and not counted here. What is not Tare's by name is always counted, gone or new: a trial that
 * loses a link of the host has done harm as well.
 */
public final class LeakAudit {

    /** In the environment of every process a trial starts, with the tag, so that a leaked one is known for what it is. */
    public static final String TRIAL_VARIABLE = "TARE_TRIAL";

    private final HostSurvey survey;
    private final ProcessTable processes;

    public LeakAudit(HostRoot root) {
        this.survey = new HostSurvey(root);
        this.processes = new ProcessTable(root, ProcessHandle.current().pid());
    }

    public HostSnapshot take() {
        return survey.take(processes.ids());
    }

    /**
     * Names of the differences between {@code before} and now; empty when the host is as it was.
     *
     * @param tag what the names of this trial's objects have in them
     */
    public List<String> differences(HostSnapshot before, String tag) {
        HostSnapshot after = take();
        var found = new ArrayList<String>();
        compare("link", before.links(), after.links(), "", found);
        compare("netns", before.netns(), after.netns(), tag, found);
        compare("mount", before.mounts(), after.mounts(), tag, found);
        compare("cgroup", before.cgroups(), after.cgroups(), tag, found);
        found.addAll(processes(before, after, tag, true));
        return List.copyOf(found);
    }

    /** Only those among them that bear the trial's name: while somebody else makes and loses things on the host. */
    public List<String> named(HostSnapshot before, String tag) {
        HostSnapshot after = take();
        var found = new ArrayList<String>();
        named("link", after.links(), tag, found);
        named("netns", after.netns(), tag, found);
        named("mount", after.mounts(), tag, found);
        named("cgroup", after.cgroups(), tag, found);
        found.addAll(processes(before, after, tag, false));
        return List.copyOf(found);
    }

    private List<String> processes(HostSnapshot before, HostSnapshot after, String tag, boolean alone) {
        var fresh = new TreeSet<>(after.processes());
        fresh.removeAll(before.processes());
        return fresh.stream()
                .flatMap(pid -> processes.ours(pid, tag, alone).stream())
                .toList();
    }

    private static void named(String kind, Set<String> all, String tag, List<String> found) {
        new TreeSet<>(all).stream().filter(name -> name.contains(tag)).forEach(name -> found.add(kind + " " + name));
    }

    private static void compare(String kind, Set<String> before, Set<String> after, String tag, List<String> found) {
        for (String name : minus(after, before)) {
            if (!isAnothers(name, tag)) {
                found.add(kind + " " + name);
            }
        }
        for (String name : minus(before, after)) {
            if (!isTares(name)) {
                found.add(kind + " " + name + " is gone");
            }
        }
    }

    private static boolean isAnothers(String name, String tag) {
        return isTares(name) && !name.contains(tag);
    }

    private static boolean isTares(String name) {
        return name.startsWith("tare") || name.contains("/tare");
    }

    private static Set<String> minus(Set<String> some, Set<String> others) {
        var rest = new HashSet<>(some);
        rest.removeAll(others);
        return new TreeSet<>(rest);
    }
}
