package dev.tare.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a directory of sample files. */
final class LeakAuditTest {

    private static final String TAG = "0a1b2c3d";

    @TempDir
    Path root;

    private LeakAudit audit;

    @BeforeEach
    void host() throws IOException {
        Files.createDirectories(root.resolve("proc/self/net"));
        Files.createDirectories(root.resolve("run/netns"));
        Files.createDirectories(root.resolve("sys/fs/cgroup/tare"));
        links("eth1");
        mounts("");
        Files.writeString(root.resolve("proc/self/cgroup"), "0::/\n");
        audit = new LeakAudit(new HostRoot(root));
    }

    private void links(String... names) throws IOException {
        Files.writeString(
                root.resolve("proc/self/net/dev"),
                "Inter-|\n face |\n"
                        + String.join(
                                "",
                                java.util.Arrays.stream(names)
                                        .map(name -> "  " + name + ": 0 0 0 0\n")
                                        .toList()));
    }

    private void mounts(String more) throws IOException {
        Files.writeString(
                root.resolve("proc/self/mountinfo"),
                "22 27 0:21 / /proc rw - proc proc rw\n41 31 0:38 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n" + more);
    }

    @Test
    void nothingChangedIsNothingLeft() {
        assertThat(audit.differences(audit.take(), TAG)).isEmpty();
    }

    @Test
    void whatTheTrialLeftIsNamed() throws IOException {
        HostSnapshot before = audit.take();
        links("eth1", "tare" + TAG + "a");
        Files.createFile(root.resolve("run/netns/tare-" + TAG));
        mounts("50 22 0:4 net:[1] /run/netns/tare-" + TAG + " rw shared:9 - nsfs nsfs rw\n");
        Files.createDirectories(root.resolve("sys/fs/cgroup/tare/" + TAG));
        assertThat(audit.differences(before, TAG))
                .containsExactly(
                        "link tare" + TAG + "a",
                        "netns tare-" + TAG,
                        "mount /run/netns/tare-" + TAG + " (nsfs)",
                        "cgroup /sys/fs/cgroup/tare/" + TAG);
    }

    @Test
    void anotherAgentsTrialIsItsOwnBusiness() throws IOException {
        HostSnapshot before = audit.take();
        Files.createFile(root.resolve("run/netns/tare-99999999"));
        Files.createDirectories(root.resolve("sys/fs/cgroup/tare/99999999"));
        assertThat(audit.differences(before, TAG)).isEmpty();
    }

    @Test
    void whatTheHostLostIsNamedToo() throws IOException {
        HostSnapshot before = audit.take();
        links();
        assertThat(audit.differences(before, TAG)).containsExactly("link eth1 is gone");
    }

    @Test
    void aProcessOfTheTrialIsFoundByItsEnvironment() throws IOException {
        HostSnapshot before = audit.take();
        process(5004242, "PATH=/bin\0TARE_TRIAL=" + TAG + "\0");
        process(5004243, "PATH=/bin\0");
        assertThat(audit.differences(before, TAG)).containsExactly("process 5004242 java");
    }

    @Test
    void besideTheOtherSideOnlyNamesOfItsOwnCount() throws IOException {
        HostSnapshot before = audit.take();
        links("tare" + TAG + "h", "tare99999999h", "veth7");
        process(5004242, "TARE_TRIAL=" + TAG + "\0");
        process(ProcessHandle.current().pid(), "");
        assertThat(audit.named(before, TAG)).containsExactly("link tare" + TAG + "h", "process 5004242 java");
        assertThat(audit.differences(before, TAG)).contains("link tare99999999h", "link veth7", "link eth1 is gone");
    }

    /** A daemon is the agent's own, and a rehearsal begins when somebody asks for a description. */
    @Test
    void whatTheAgentStartsForOthersIsNotTheTrials() throws IOException {
        HostSnapshot before = audit.take();
        for (long pid = 5004242; pid <= 5004244; pid++) {
            process(pid, "");
            Files.writeString(
                    root.resolve("proc/" + pid + "/stat"),
                    pid + " (java) S " + ProcessHandle.current().pid() + " 1 1");
        }
        Files.writeString(root.resolve("proc/5004242/cgroup"), "0::/tare/99999999/run\n");
        Files.writeString(root.resolve("proc/5004243/cgroup"), "0::/tare/" + TAG + "/run\n");
        assertThat(audit.differences(before, TAG)).containsExactly("process 5004243 java", "process 5004244 java");
    }

    /** Of a number that no process of this machine has: they end at 4194304. */
    private void process(long pid, String environment) throws IOException {
        Path directory = Files.createDirectories(root.resolve("proc/" + pid));
        Files.writeString(directory.resolve("stat"), pid + " (java) S 1 1 1");
        Files.writeString(directory.resolve("comm"), "java\n");
        Files.writeString(directory.resolve("cgroup"), "0::/\n");
        Files.writeString(directory.resolve("environ"), environment);
    }
}
