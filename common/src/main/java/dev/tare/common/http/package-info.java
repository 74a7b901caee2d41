/** What the HTTP workloads say, for both who says it and who counts it. */
@NullMarked
package dev.tare.common.http;

import org.jspecify.annotations.NullMarked;
