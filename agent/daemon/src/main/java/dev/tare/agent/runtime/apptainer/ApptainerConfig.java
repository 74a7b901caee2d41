package dev.tare.agent.runtime.apptainer;

import java.util.List;

/**
 * {@code apptainer.conf} for a trial, in place of the host's: as the other runtimes of this agent, nothing of the host but a
 * small /dev, a /proc, and a tmpfs on /tmp. The root file system is Apptainer's default, an overlay over the directory.
 */
final class ApptainerConfig {

    static final List<String> LINES = List.of(
            "allow setuid = no",
            "allow pid ns = yes",
            "config passwd = no",
            "config group = no",
            "config resolv_conf = no",
            "mount proc = yes",
            "mount sys = no",
            "mount dev = minimal",
            "mount devpts = no",
            "mount home = no",
            "mount tmp = yes",
            "mount hostfs = no",
            "mount slave = yes",
            "enable overlay = yes",
            "enable underlay = no",
            // mebibytes, of /tmp and all else that is written
            "sessiondir max size = 64",
            "allow container dir = yes");

    private ApptainerConfig() {}
}
