/** What drivers of runtimes and of networks have in common. */
@NullMarked
package dev.tare.agent.driver;

import org.jspecify.annotations.NullMarked;
