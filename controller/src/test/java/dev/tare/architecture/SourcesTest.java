package dev.tare.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rules that only the text of the sources can break. */
final class SourcesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> MODULES =
            List.of("common", "agent/probe", "agent/daemon", "controller", "packaging");
    private static final Map<Path, String> TEXTS = new TreeMap<>();

    @BeforeAll
    static void readEverySource() throws IOException {
        for (String module : MODULES) {
            Path sources = ROOT.resolve(module).resolve("src");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file :
                        files.filter(name -> name.toString().endsWith(".java")).toList()) {
                    TEXTS.put(ROOT.relativize(file), Files.readString(file));
                }
            }
        }
        assertThat(TEXTS).hasSizeGreaterThan(50);
        // this file has to spell what it forbids
        assertThat(TEXTS.keySet().removeIf(file -> file.endsWith("SourcesTest.java")))
                .isTrue();
    }

    @Test
    void noChildProcessIsGivenAStringForAShell() {
        assertThat(filesWith("\"(/bin/)?(ba|da)?sh\"\\s*,\\s*\"-[a-z]*c\"")).isEmpty();
    }

    @Test
    void nothingIsLeftOpen() {
        assertThat(filesWith("\\b(TODO|FIXME|XXX)\\b")).isEmpty();
    }

    @Test
    void noExceptionIsSwallowed() {
        assertThat(filesWith("catch \\([^)]*\\) \\{\\s*}")).isEmpty();
    }

    /** Digits of the machine's language have no place in names, files and on the wire. */
    @Test
    void numbersAreFormattedWithALocale() {
        assertThat(filesWith("%[-0-9,.]*[dfge][^\"\n]*\"\\s*\\.formatted\\(|String\\.format\\(\\s*\""))
                .noneMatch(file -> file.startsWith("common/src/main") || file.startsWith("controller/src/main"));
    }

    @Test
    void noTestIsSwitchedOff() {
        assertThat(filesWith("@Disabled|\\bassume(True|False|That)\\(")).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        Set<Path> packages = new HashSet<>();
        Set<Path> told = new HashSet<>();
        TEXTS.forEach((file, text) -> {
            Path folder = file.resolveSibling("");
            if (folder.toString().contains("src/main/java")) {
                packages.add(folder);
            }
            if (file.endsWith("package-info.java") && text.startsWith("/**")) {
                told.add(folder);
            }
        });
        assertThat(packages).isNotEmpty().isSubsetOf(told);
    }

    private static List<Path> filesWith(String pattern) {
        Pattern sought = Pattern.compile(pattern);
        List<Path> found = new ArrayList<>();
        TEXTS.forEach((file, text) -> {
            if (sought.matcher(text).find()) {
                found.add(file);
            }
        });
        return found;
    }
}
