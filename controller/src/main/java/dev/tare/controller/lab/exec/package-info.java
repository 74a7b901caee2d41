/** Programs of the machine that a lab needs: argument lists and never a shell, output and time bounded. */
@NullMarked
package dev.tare.controller.lab.exec;

import org.jspecify.annotations.NullMarked;
