package dev.tare.controller.lab.local;

import dev.tare.controller.lab.state.LabFolder;
import dev.tare.controller.lab.state.LabReady;
import dev.tare.controller.lab.state.ProcessStamp;

/**
 * A lab that is up.
 *
 * @param already true when it was up before it was asked for
 */
public record Raised(LabFolder folder, ProcessStamp root, LabReady ready, boolean already) {}
