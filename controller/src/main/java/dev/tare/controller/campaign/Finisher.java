package dev.tare.controller.campaign;

import java.io.IOException;
import java.nio.file.Path;

/** Makes what is derived from an archive, when a campaign is over: summary, report, tables. */
@FunctionalInterface
public interface Finisher {

    void finish(Path root) throws IOException;
}
