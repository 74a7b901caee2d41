/**
 * Every kind of thing a plan can name, as data: runtimes, networks, workloads and engines, with their options, metrics and
 * the attachments they take.
 *
 * <p>The controller checks plans against this catalogue without asking an agent; the agent checks that it has one
 * implementation for each descriptor. A new kind is one descriptor in {@link dev.tare.common.catalog.Catalog} and one
 * implementation; nothing else names a kind.
 */
@NullMarked
package dev.tare.common.catalog;

import org.jspecify.annotations.NullMarked;
