package dev.tare.agent.service;

import dev.tare.common.tls.TlsFiles;
import java.net.InetSocketAddress;

/**
 * Where the agent listens, and the files of its mutual TLS.
 *
 * @param tls whoever this authority has signed may use the agent, unless the certificate was revoked
 */
public record ServerSettings(InetSocketAddress listen, TlsFiles tls) {}
