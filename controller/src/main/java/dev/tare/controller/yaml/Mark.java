package dev.tare.controller.yaml;

/** Where something stands in a file; line and column count from 1. */
public record Mark(int line, int column) {}
