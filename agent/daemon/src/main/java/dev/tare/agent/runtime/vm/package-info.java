/** Virtual machines: one kernel and one initramfs for all of them, made from the host's kernel package and the bundle. */
@NullMarked
package dev.tare.agent.runtime.vm;

import org.jspecify.annotations.NullMarked;
