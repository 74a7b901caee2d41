/** Labs that Tare makes on this machine, from outside: up, down, what there is. */
@NullMarked
package dev.tare.controller.lab.local;

import org.jspecify.annotations.NullMarked;
