/** The driver of Apptainer, which was called Singularity until 2021. */
@NullMarked
package dev.tare.agent.runtime.apptainer;

import org.jspecify.annotations.NullMarked;
