package dev.tare.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Files as they are to be on another machine: all root's, sorted by name, with nothing of this machine in them. Paths have
 * no slash at their beginning.
 */
final class FileTree {

    private static final int EXECUTABLE = 0755;
    private static final int PLAIN = 0644;

    private final SortedMap<String, Entry> entries = new TreeMap<>();

    /** What a path is. */
    sealed interface Entry {

        record Folder(int mode) implements Entry {}

        record Copy(Path source, int mode) implements Entry {}

        record Text(String text, int mode) implements Entry {

            byte[] bytes() {
                return text.getBytes(StandardCharsets.UTF_8);
            }
        }

        record Link(String target) implements Entry {}
    }

    SortedMap<String, Entry> entries() {
        return entries;
    }

    FileTree folder(String path) {
        return folder(path, EXECUTABLE);
    }

    FileTree folder(String path, int mode) {
        parents(path);
        entries.put(path, new Entry.Folder(mode));
        return this;
    }

    FileTree text(String path, String text) {
        return put(path, new Entry.Text(text, PLAIN));
    }

    FileTree script(String path, String text) {
        return put(path, new Entry.Text(text, EXECUTABLE));
    }

    FileTree file(String path, Path source) {
        return put(path, new Entry.Copy(source, Files.isExecutable(source) ? EXECUTABLE : PLAIN));
    }

    FileTree link(String path, String target) {
        return put(path, new Entry.Link(target));
    }

    /** A folder of this machine with all in it; of rights only whether something can be run is kept. */
    FileTree copy(String path, Path source) throws IOException {
        try (Stream<Path> walk = Files.walk(source)) {
            for (Path each : (Iterable<Path>) walk::iterator) {
                String below = source.relativize(each).toString();
                String inTree = below.isEmpty() ? path : path + "/" + below;
                if (Files.isSymbolicLink(each)) {
                    link(inTree, Files.readSymbolicLink(each).toString());
                } else if (Files.isDirectory(each)) {
                    folder(inTree);
                } else {
                    file(inTree, each);
                }
            }
        }
        return this;
    }

    /** All of another tree. */
    FileTree add(FileTree other) {
        entries.putAll(other.entries);
        return this;
    }

    /** The same below a folder. */
    FileTree below(String folder) {
        FileTree moved = new FileTree().folder(folder);
        entries.forEach((path, entry) -> moved.put(folder + "/" + path, entry));
        return moved;
    }

    /** Bytes of all files. */
    long size() throws IOException {
        long bytes = 0;
        for (Entry entry : entries.values()) {
            bytes += sizeOf(entry);
        }
        return bytes;
    }

    static long sizeOf(Entry entry) throws IOException {
        return switch (entry) {
            case Entry.Copy copy -> Files.size(copy.source());
            case Entry.Text text -> text.bytes().length;
            case Entry.Folder _, Entry.Link _ -> 0;
        };
    }

    /** What a file holds, by something that reads it, e.g. a digest; nothing of folders and links. */
    static <T> Map<String, T> contents(FileTree tree, Function<byte[], T> reader) throws IOException {
        Map<String, T> read = new TreeMap<>();
        for (Map.Entry<String, Entry> each : tree.entries.entrySet()) {
            switch (each.getValue()) {
                case Entry.Copy copy -> read.put(each.getKey(), reader.apply(Files.readAllBytes(copy.source())));
                case Entry.Text text -> read.put(each.getKey(), reader.apply(text.bytes()));
                case Entry.Folder _, Entry.Link _ -> {
                    // nothing to read
                }
            }
        }
        return read;
    }

    private FileTree put(String path, Entry entry) {
        parents(path);
        entries.put(path, entry);
        return this;
    }

    private void parents(String path) {
        int slash = path.lastIndexOf('/');
        if (slash > 0) {
            String parent = path.substring(0, slash);
            if (!entries.containsKey(parent)) {
                folder(parent);
            }
        }
    }
}
