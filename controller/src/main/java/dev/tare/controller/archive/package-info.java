/** Archives: what a campaign leaves on the disk, written so that a crash at any point leaves nothing half done. */
@NullMarked
package dev.tare.controller.archive;

import org.jspecify.annotations.NullMarked;
