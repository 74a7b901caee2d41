package dev.tare.common.catalog;

/**
 * A program that a kind cannot do without on a host.
 *
 * @param name as on PATH
 * @param debianPackage where Debian has it
 */
public record Program(String name, String debianPackage) {}
