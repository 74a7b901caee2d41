package dev.tare.agent.service;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * Where the agent listens, and the PEM files of its mutual TLS.
 *
 * @param ca whoever this authority has signed may use the agent
 * @param key PKCS#8, not encrypted
 */
public record ServerSettings(InetSocketAddress listen, Path ca, Path certificate, Path key) {}
