package dev.tare.controller.lab.local;

import dev.tare.controller.lab.Installation;
import dev.tare.controller.lab.LabSpec;
import dev.tare.controller.lab.keeper.KeeperMain;
import dev.tare.controller.lab.state.LabFolder;
import java.util.ArrayList;
import java.util.List;

/**
 * What starts a lab. {@code unshare} is its root: it holds the management namespace, and when it dies the kernel kills
 * {@code tini}, the first process of the lab's process namespace, and with it all others. {@code tini} reaps orphans.
 */
final class RootCommand {

    private RootCommand() {}

    static List<String> of(Installation installation, LabSpec spec, LabFolder folder) {
        List<String> words = new ArrayList<>();
        // a session of its own: Ctrl-C is for the controller, which takes the lab down in order
        words.addAll(List.of(
                "setsid", "taskset", "--cpu-list", spec.cpus().controller().toString()));
        words.addAll(List.of("unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "--"));
        words.addAll(List.of("tini", "--"));
        words.addAll(installation.javaCommand(
                List.of("-Xmx64m"),
                KeeperMain.class.getName(),
                List.of(folder.path().toString())));
        return words;
    }
}
