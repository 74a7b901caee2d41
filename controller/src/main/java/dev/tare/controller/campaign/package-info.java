/** Campaigns: a plan's trials in order, each taken through its steps on both sides, judged, and journalled. */
@NullMarked
package dev.tare.controller.campaign;

import org.jspecify.annotations.NullMarked;
