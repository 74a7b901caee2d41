/** Everything the agent makes on its host, written down before it is made; teardown, sweep and crash recovery are one path through it. */
@NullMarked
package dev.tare.agent.ledger;

import org.jspecify.annotations.NullMarked;
