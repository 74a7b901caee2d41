/** What is to be there after a machine went off in an instant. */
@NullMarked
package dev.tare.common.disk;

import org.jspecify.annotations.NullMarked;
