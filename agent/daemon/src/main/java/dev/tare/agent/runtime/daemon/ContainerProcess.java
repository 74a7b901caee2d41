package dev.tare.agent.runtime.daemon;

import com.github.dockerjava.api.DockerClient;
import dev.tare.agent.process.CgroupScope;
import dev.tare.agent.process.Commands;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.Pid;
import dev.tare.agent.process.Tools;
import dev.tare.common.linux.AllowedCpus;
import dev.tare.common.linux.CpuSet;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The process by which a daemon knows a running container. */
final class ContainerProcess {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Tools tools;
    private final Commands commands;

    @Inject
    ContainerProcess(Tools tools, Commands commands) {
        this.tools = tools;
        this.commands = commands;
    }

    static Pid of(DockerClient client, String container) throws IOException {
        Long pid = client.inspectContainerCmd(container).exec().getState().getPidLong();
        if (pid == null || pid == 0) {
            throw new IOException("the container ended before it could be looked at");
        }
        return Pid.of(pid);
    }

    /**
     * Brings it into the trial's control group and on its CPUs, where its runtime has not: runsc may be told to leave such groups
     * alone, and leaves its sandbox and the gofer beside it where their shim is.
     *
     * @param cpus on which alone it may run; empty for all
     */
    void bringInto(CgroupScope scope, Pid process, List<Integer> cpus) throws IOException, InterruptedException {
        try {
            if (!scope.contains(process)) {
                for (ProcessHandle each : family(process.number()).toList()) {
                    scope.adopt(Pid.of(each.pid()));
                }
                if (!cpus.isEmpty()) {
                    pin(process.number(), new CpuSet(cpus));
                }
            }
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new IOException("its processes do not go into the trial's control group: " + e.getMessage(), e);
            }
            // it has done what it had to do, and has ended
        }
    }

    /** It, and its siblings where they are children of a shim: that one has no children of another container. */
    private static Stream<ProcessHandle> family(long process) {
        return ProcessHandle.of(process).stream()
                .flatMap(it -> it.parent()
                        .filter(ContainerProcess::isShim)
                        .map(ProcessHandle::children)
                        .orElse(Stream.of(it)));
    }

    private static boolean isShim(ProcessHandle parent) {
        try {
            String name = Files.readString(Path.of("/proc", Long.toString(parent.pid()), "comm"));
            return name.startsWith("containerd-shim") || name.startsWith("conmon");
        } catch (IOException ended) {
            return false;
        }
    }

    /** Until there is no thread that was made meanwhile by one that was not told yet. */
    private void pin(long process, CpuSet cpus) throws IOException, InterruptedException {
        String taskset = tools.require("taskset", "util-linux");
        Deadline deadline = Deadline.after(PATIENCE);
        List<Long> astray = astray(process, cpus);
        while (!astray.isEmpty()) {
            for (long each : astray) {
                List<String> words =
                        List.of(taskset, "--all-tasks", "--cpu-list", "--pid", cpus.toString(), Long.toString(each));
                try {
                    commands.run(words, deadline);
                } catch (IOException e) {
                    // one that has just ended; any other is found again
                    if (deadline.isOver()) {
                        throw e;
                    }
                }
            }
            astray = astray(process, cpus);
        }
    }

    /** Those of its processes of which a thread may run elsewhere. */
    private static List<Long> astray(long process, CpuSet cpus) throws IOException {
        List<Long> astray = new ArrayList<>();
        for (ProcessHandle each : family(process)
                .flatMap(it -> Stream.concat(Stream.of(it), it.descendants()))
                .toList()) {
            if (mayRunElsewhere(Path.of("/proc", Long.toString(each.pid()), "task"), cpus)) {
                astray.add(each.pid());
            }
        }
        return astray;
    }

    private static boolean mayRunElsewhere(Path tasks, CpuSet cpus) throws IOException {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                if (isAstray(thread, cpus)) {
                    return true;
                }
            }
        } catch (NoSuchFileException ended) {
            return false;
        } catch (DirectoryIteratorException e) {
            // ENOENT where it has ended while it was listed
            if (Files.exists(tasks)) {
                throw e.getCause();
            }
        }
        return false;
    }

    private static boolean isAstray(Path thread, CpuSet cpus) throws IOException {
        try {
            String status = Files.readString(thread.resolve("status"));
            return !cpus.contains(AllowedCpus.of(status).cpus());
        } catch (IOException e) {
            if (Files.exists(thread)) {
                throw e;
            }
            // it has ended: ESRCH while it was being read
            return false;
        }
    }
}
