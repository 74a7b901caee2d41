package dev.tare.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What bundle.json says; its strings hold no escapes. */
record Bundle(List<String> command) {

    private static final Pattern COMMAND = Pattern.compile("\"command\": \\[(.*)]");
    private static final Pattern STRING = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern INSIDE = Pattern.compile("(^|[=:])(/(?:jre|probe)/)");

    static Bundle read(Path bundle) throws IOException {
        Matcher matcher = COMMAND.matcher(Files.readString(bundle.resolve("bundle.json")));
        assertThat(matcher.find()).isTrue();
        return new Bundle(STRING.matcher(matcher.group(1))
                .results()
                .map(match -> match.group(1))
                .toList());
    }

    /** With the paths of a root file system at another place. */
    List<String> onHost(Path rootfs) {
        return command.stream()
                .map(word -> INSIDE.matcher(word)
                        .replaceAll(match -> Matcher.quoteReplacement(match.group(1) + rootfs + match.group(2))))
                .toList();
    }
}
