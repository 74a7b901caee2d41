/** What is on disk of a lab on this machine while it is up: one folder a lab, readable by root only. */
@NullMarked
package dev.tare.controller.lab.state;

import org.jspecify.annotations.NullMarked;
