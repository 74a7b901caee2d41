package dev.tare.packaging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes a tree as a tar whose bytes follow from the tree alone.
 *
 * @param time of change of everything in it
 * @param prefix before every path: {@code ./} in Debian's packages, nothing elsewhere
 */
record Tar(Instant time, String prefix) {

    void write(FileTree tree, OutputStream out) throws IOException {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out);
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        for (Map.Entry<String, FileTree.Entry> each : tree.entries().entrySet()) {
            write(prefix + each.getKey(), each.getValue(), tar);
        }
        tar.finish();
        tar.flush();
    }

    /** The same, compressed; Java's gzip writes neither a time nor a name. */
    void writeGzip(FileTree tree, OutputStream out) throws IOException {
        GZIPOutputStream gzip = new GZIPOutputStream(out);
        write(tree, gzip);
        gzip.finish();
    }

    private void write(String path, FileTree.Entry entry, TarArchiveOutputStream tar) throws IOException {
        switch (entry) {
            case FileTree.Entry.Folder folder -> {
                tar.putArchiveEntry(entry(path + "/", folder.mode(), 0));
            }
            case FileTree.Entry.Link link -> {
                TarArchiveEntry header = new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
                header.setLinkName(link.target());
                tar.putArchiveEntry(common(header));
            }
            case FileTree.Entry.Text text -> {
                byte[] bytes = text.bytes();
                tar.putArchiveEntry(entry(path, text.mode(), bytes.length));
                tar.write(bytes);
            }
            case FileTree.Entry.Copy copy -> {
                tar.putArchiveEntry(entry(path, copy.mode(), Files.size(copy.source())));
                Files.copy(copy.source(), tar);
            }
        }
        tar.closeArchiveEntry();
    }

    private TarArchiveEntry entry(String path, int mode, long size) {
        TarArchiveEntry header = new TarArchiveEntry(path);
        header.setMode(mode);
        header.setSize(size);
        return common(header);
    }

    private TarArchiveEntry common(TarArchiveEntry header) {
        header.setIds(0, 0);
        header.setNames("root", "root");
        header.setModTime(FileTime.from(time));
        return header;
    }
}
