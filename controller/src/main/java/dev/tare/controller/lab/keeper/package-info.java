/**
 * The process that makes a lab and keeps it: it runs as the only child of the first process of the lab's own process
 * namespace. When it ends, by itself or by any signal, the kernel takes everything else of the lab away.
 */
@NullMarked
package dev.tare.controller.lab.keeper;

import org.jspecify.annotations.NullMarked;
