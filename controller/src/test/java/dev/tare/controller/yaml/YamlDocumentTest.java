package dev.tare.controller.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.controller.failure.ExitCode;
import dev.tare.controller.failure.TareException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class YamlDocumentTest {

    @Test
    void knowsWhereEverythingStands() {
        Node root = YamlDocument.parse("f", "a: 1\nb:\n  - 'x'\n  - {c: d}\n").root();
        Node.Mapping mapping = (Node.Mapping) root;
        assertThat(mapping.entries()).extracting(Node.Entry::key).containsExactly("a", "b");
        Node.Sequence list = (Node.Sequence) mapping.entries().get(1).value();
        assertThat(list.items().get(0)).isEqualTo(new Node.Scalar(new Mark(3, 5), "x", false));
        assertThat(list.items().get(1).mark()).isEqualTo(new Mark(4, 5));
    }

    static List<Arguments> broken() {
        return List.of(
                Arguments.of("", "f:1:1: the file is empty"),
                Arguments.of("# only a comment\n", "f:1:1: the file is empty"),
                Arguments.of("a: 1\na: 2\n", "f:2:1: the key 'a' stands here twice"),
                Arguments.of("a: [1, 2\nb: 3\n", "f:2:2: not YAML"),
                Arguments.of("a: 1\n\tb: 2\n", "f:2:1: not YAML"),
                Arguments.of("a: \"x\n", "f:2:1: not YAML"),
                Arguments.of("a: &x 1\nb: 2\n", "f:1:4: anchors (&name) are not allowed"),
                Arguments.of("a: 1\nb: *x\n", "f:2:4: aliases (*name) are not allowed"),
                Arguments.of("a: !!java.net.URL [x]\n", "f:1:4: tags (!type) are not allowed"),
                Arguments.of("a: !secret x\n", "f:1:4: tags (!type) are not allowed"),
                Arguments.of("a: 1\n---\nb: 2\n", "f:3:1: a second document"),
                Arguments.of("? [a, b]\n: 1\n", "f:1:3: a key must be a word"),
                Arguments.of("a: \u0000\n", "f:1:1: not YAML"),
                Arguments.of("[".repeat(1000), "f:1:34: nested deeper than 32 levels"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void saysWhatIsWrongAndWhere(String text, String message) {
        assertThatThrownBy(() -> YamlDocument.parse("f", text))
                .isInstanceOfSatisfying(
                        TareException.class,
                        refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining(message);
    }

    @Test
    @Timeout(30)
    void stopsABombOfAliasesAtItsFirstAnchor() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 30; level++) {
            String alias = "*a" + (level - 1);
            bomb.append("a%d: &a%d [%s]%n".formatted(level, level, String.join(", ", List.of(alias, alias, alias))));
        }
        assertThatThrownBy(() -> YamlDocument.parse("f", bomb.toString()))
                .hasMessageContaining("f:1:5: anchors (&name) are not allowed");
    }

    @Test
    @Timeout(60)
    void endsSoonOnLargeHostileFiles() {
        for (String piece : List.of("[", "{", "- ", "a: ", "? ", "\"", "!", "&", "%", "{a: ", "\n ", "|\n", "# ")) {
            byte[] content =
                    piece.repeat(YamlDocument.MAX_BYTES / piece.length()).getBytes(StandardCharsets.UTF_8);
            long began = cpuNanos();
            assertThatThrownBy(() -> YamlDocument.parse("f", content)).isInstanceOf(TareException.class);
            assertThat(Duration.ofNanos(cpuNanos() - began)).isLessThan(Duration.ofSeconds(5));
        }
    }

    /** Of this thread: other tests beside it are not the reader's. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @Test
    void refusesWhatIsTooLargeOrNotText() {
        assertThatThrownBy(() -> YamlDocument.parse("f", new byte[YamlDocument.MAX_BYTES + 1]))
                .hasMessageContaining("larger than 1048576 bytes");
        assertThatThrownBy(() -> YamlDocument.parse("f", new byte[] {'a', ':', ' ', (byte) 0xff}))
                .hasMessageContaining("f:1:1: the file is not UTF-8 text");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() {
        YamlDocument marked = YamlDocument.parse("f", "\uFEFFa: 1\n".getBytes(StandardCharsets.UTF_8));
        assertThat(marked.root().mark()).isEqualTo(new Mark(1, 1));
    }

    @Test
    void saysWhichFileIsMissing(@TempDir Path folder) {
        assertThatThrownBy(() -> YamlDocument.read(folder.resolve("nothing.yaml")))
                .hasMessageContaining("nothing.yaml: no such file");
        assertThatThrownBy(() -> YamlDocument.read(folder)).hasMessageContaining("is a directory");
    }
}
