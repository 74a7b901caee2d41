package dev.tare.agent.runtime.lxd;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tare.agent.runtime.daemon.RootfsTar;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The bundle as an image of LXD, in one archive: {@code metadata.yaml} (JSON is YAML), and below {@code rootfs/} the bundle and a small
 * init. The init does nothing but keep the container there and bury the dead; the probe is a command that LXD starts beside it.
 */
final class LxdImage {

    /** The program, and Debian's package of it; it needs no library. */
    static final String INIT = "catatonit";

    /** What the container is started with: without a program, it waits. */
    static final String INIT_COMMAND = "/sbin/init -P";

    private static final String ARCHITECTURE = System.getProperty("os.arch", "").equals("amd64") ? "x86_64" : "aarch64";

    private LxdImage() {}

    /**
     * Closes {@code out}.
     *
     * @param name kept as a property. LXD 5.0 dies of an archive whose metadata have no properties when a request adds some.
     */
    static void write(Path rootfs, Path init, String name, OutputStream out) throws IOException {
        byte[] metadata = new JsonMapper()
                .writeValueAsBytes(Map.of(
                        "architecture",
                        ARCHITECTURE,
                        "creation_date",
                        1,
                        "properties",
                        Map.of("description", "the bundle of Tare", LxdStore.PROPERTY, name)));
        try (TarArchiveOutputStream tar = RootfsTar.open(out)) {
            TarArchiveEntry entry = new TarArchiveEntry("metadata.yaml");
            entry.setSize(metadata.length);
            tar.putArchiveEntry(entry);
            tar.write(metadata);
            tar.closeArchiveEntry();
            tar.putArchiveEntry(new TarArchiveEntry("rootfs/"));
            tar.closeArchiveEntry();
            RootfsTar.addAll(tar, rootfs, "rootfs/");
            RootfsTar.add(tar, "rootfs/sbin/init", init.toRealPath());
        }
    }
}
