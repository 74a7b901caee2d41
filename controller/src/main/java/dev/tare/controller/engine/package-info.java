/**
 * What foreign engines wrote, understood: one reader for each, from the archived raw output to the numbers that the probe itself
 * would give. The output is text of strangers; what an engine does not tell is absent.
 */
@NullMarked
package dev.tare.controller.engine;

import org.jspecify.annotations.NullMarked;
