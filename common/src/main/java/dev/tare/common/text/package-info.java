/** Words of others, made fit for people. */
@NullMarked
package dev.tare.common.text;

import org.jspecify.annotations.NullMarked;
