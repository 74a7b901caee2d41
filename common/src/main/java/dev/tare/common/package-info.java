/** What every part of Tare has to agree on. */
@NullMarked
package dev.tare.common;

import org.jspecify.annotations.NullMarked;
