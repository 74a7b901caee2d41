/**
 * What people read: {@code report.html}, {@code tables/*.csv} and {@code summary.json}, all derived from an archive's raw
 * data, byte for byte the same each time.
 *
 * <p>Everything that comes from a host is text of strangers: it reaches the page through escaping builders only, and the
 * page's content security policy runs no script but the report's own.
 */
@NullMarked
package dev.tare.controller.report;

import org.jspecify.annotations.NullMarked;
