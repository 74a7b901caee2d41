/** What starts a probe inside a runtime. A driver knows its runtime and never what is measured; see {@link dev.tare.agent.runtime.RuntimeDriver}. */
@NullMarked
package dev.tare.agent.runtime;

import org.jspecify.annotations.NullMarked;
