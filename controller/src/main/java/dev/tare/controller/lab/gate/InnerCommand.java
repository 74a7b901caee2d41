package dev.tare.controller.lab.gate;

import dev.tare.common.linux.CpuSet;
import dev.tare.controller.lab.Installation;
import dev.tare.controller.lab.state.LabFolder;
import dev.tare.controller.lab.state.ProcessStamp;
import java.util.ArrayList;
import java.util.List;

/** This program once more, in a lab's management namespace, with the same arguments. Dies with the thread that starts it. */
final class InnerCommand {

    /** Says to the inner process that it is one, and in which lab: the lab's folder. */
    static final String PROPERTY = "tare.lab.inside";

    private InnerCommand() {}

    static List<String> of(
            Installation installation,
            LabFolder folder,
            ProcessStamp root,
            CpuSet cpus,
            String mainClass,
            List<String> arguments) {
        List<String> words = new ArrayList<>();
        words.addAll(List.of("setpriv", "--pdeathsig", "KILL"));
        // in a session of its own it can give way to the hosts' traffic: see GivingWay
        words.add("setsid");
        words.addAll(List.of("nsenter", "--net=" + root.networkNamespace(), "--"));
        words.addAll(List.of("taskset", "--cpu-list", cpus.toString()));
        List<String> options = List.of("-D" + PROPERTY + "=" + folder.path());
        words.addAll(installation.javaCommand(options, mainClass, arguments));
        return words;
    }
}
