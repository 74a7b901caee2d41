package dev.tare.controller.lab.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A certificate and its key. */
public record Issued(Identity identity, X509Certificate certificate, PrivateKey key) {}
