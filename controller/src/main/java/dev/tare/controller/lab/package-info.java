/** Labs: the file that names one, and the one that Tare makes on a single machine. */
@NullMarked
package dev.tare.controller.lab;

import org.jspecify.annotations.NullMarked;
