/** How Tare fails: exit codes, and the one exception that says what happened, where, why and what to do about it. */
@NullMarked
package dev.tare.controller.failure;

import org.jspecify.annotations.NullMarked;
