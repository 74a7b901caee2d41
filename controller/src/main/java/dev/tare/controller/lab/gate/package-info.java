/**
 * How a command gets to where its lab is. Agents of a lab that Tare made have addresses in its management namespace
 * only, so the command runs itself again in there; agents of a real lab are reached from where the command is.
 */
@NullMarked
package dev.tare.controller.lab.gate;

import org.jspecify.annotations.NullMarked;
