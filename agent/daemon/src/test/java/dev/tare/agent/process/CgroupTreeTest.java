package dev.tare.agent.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CgroupTreeTest {

    @Test
    void findsCgroup2BesideVersion1() {
        CgroupTree tree = CgroupTree.parse(List.of(
                        "31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755",
                        "34 31 0:31 / /sys/fs/cgroup/cpuset rw,relatime - cgroup cgroup rw,cpuset",
                        "41 31 0:38 / /sys/fs/cgroup/unified rw,relatime shared:9 - cgroup2 cgroup2 rw"))
                .orElseThrow();
        assertThat(tree.unified()).isEqualTo(Path.of("/sys/fs/cgroup/unified"));
        assertThat(tree.legacy()).containsExactly(Path.of("/sys/fs/cgroup/cpuset"));
        assertThat(tree.isPure()).isFalse();
    }

    @Test
    void findsCgroup2Alone() {
        CgroupTree tree = CgroupTree.parse(List.of(
                        "30 23 0:26 / /sys/fs/my\\040cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate"))
                .orElseThrow();
        assertThat(tree.unified()).isEqualTo(Path.of("/sys/fs/my cgroup"));
        assertThat(tree.isPure()).isTrue();
    }

    @Test
    void tellsThatThereIsNone() {
        assertThat(CgroupTree.parse(List.of("22 1 0:20 / /proc rw - proc proc rw")))
                .isEmpty();
    }
}
