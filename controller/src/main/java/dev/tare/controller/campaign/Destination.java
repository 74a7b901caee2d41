package dev.tare.controller.campaign;

import java.nio.file.Path;

/**
 * Where the archive goes.
 *
 * @param resume true to go on with the archive that is there; false for a directory that is empty or absent
 */
public record Destination(Path root, boolean resume) {

    public static Destination fresh(Path root) {
        return new Destination(root, false);
    }

    public static Destination resumed(Path root) {
        return new Destination(root, true);
    }
}
