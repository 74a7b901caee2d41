/**
 * Plans: the file, what it means, and the order of its trials. Everything here works offline: a plan is refused or accepted
 * before any host is asked.
 */
@NullMarked
package dev.tare.controller.plan;

import org.jspecify.annotations.NullMarked;
