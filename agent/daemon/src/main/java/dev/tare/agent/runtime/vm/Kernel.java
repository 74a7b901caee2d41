package dev.tare.agent.runtime.vm;

import java.nio.file.Path;

/**
 * A kernel for guests.
 *
 * @param image what the machine boots
 * @param modules the directory of its modules
 */
record Kernel(String release, Path image, Path modules) {}
