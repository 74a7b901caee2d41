package dev.tare.controller.yaml;

import dev.tare.controller.failure.TareException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One YAML file, read strictly: at most {@link #MAX_BYTES}, one document, no anchors, aliases or tags, no key twice.
 * Anything else ends the command ({@link TareException} of bad usage, with position).
 *
 * @param source the file's name as the user gave it
 * @param text all of it, as read
 * @param problems where the readers of this document report
 */
public record YamlDocument(String source, String text, Node root, Problems problems) {

    /** A plan has a page. */
    public static final int MAX_BYTES = 1024 * 1024;

    /** Some editors begin a file with it. It is no part of the text, and of no column. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    public static YamlDocument read(Path file) {
        if (Files.isDirectory(file)) {
            throw TareException.usage(file + " is a directory, not a file", "");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return parse(file.toString(), in.readNBytes(MAX_BYTES + 1));
        } catch (IOException unreadable) {
            String why = Files.exists(file) ? unreadable.getMessage() : "no such file";
            throw TareException.usage("cannot read " + file + ": " + why, "");
        }
    }

    public static YamlDocument parse(String source, byte[] content) {
        Problems problems = new Problems(source);
        if (content.length > MAX_BYTES) {
            problems.add(new Mark(1, 1), "the file is larger than " + MAX_BYTES + " bytes");
            throw problems.exception();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return parse(source, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (CharacterCodingException notUtf8) {
            problems.add(new Mark(1, 1), "the file is not UTF-8 text");
            throw problems.exception();
        }
    }

    public static YamlDocument parse(String source, String text) {
        Problems problems = new Problems(source);
        Node root = new TreeBuilder(problems).build(text);
        problems.throwIfAny();
        return new YamlDocument(source, text, root, problems);
    }
}
