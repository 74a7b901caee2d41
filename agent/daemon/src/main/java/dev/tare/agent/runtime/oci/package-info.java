/** Drivers of OCI runtimes that are programs: a configuration is written, the program is started in the foreground. */
@NullMarked
package dev.tare.agent.runtime.oci;

import org.jspecify.annotations.NullMarked;
