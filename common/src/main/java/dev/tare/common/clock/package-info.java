/** Clock arithmetic both ends share: exchanges of timestamps, and what can be said of an offset from them. */
@NullMarked
package dev.tare.common.clock;

import org.jspecify.annotations.NullMarked;
