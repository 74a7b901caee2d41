/** The rules of the whole tree that the class path alone cannot enforce; the controller's tests are the ones that see every module. */
@NullMarked
package dev.tare.architecture;

import org.jspecify.annotations.NullMarked;
