package dev.tare.agent.bundle;

import java.nio.file.Path;

/**
 * The foreign engines of this host over the bundle's base layer.
 *
 * @param rootfs both layers together: what a runtime runs where the engine is a foreign one
 * @param digest {@code sha256:…} over the programs and libraries of the engines alone
 */
public record EngineLayer(Path rootfs, String digest) {}
