package dev.tare.controller.lab.tls;

import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * Who a certificate is for.
 *
 * @param name also the stem of its files: {@code NAME.pem}, {@code NAME.key}
 * @param addresses IP addresses it may be reached at
 * @param purpose what it may do
 */
public record Identity(String name, List<String> addresses, Purpose purpose) {

    public Identity {
        addresses = List.copyOf(addresses);
    }

    /** A certificate does one of the two: an agent's cannot be used to command another agent. */
    public enum Purpose {
        AGENT,
        CONTROLLER;

        KeyPurposeId keyPurpose() {
            return this == AGENT ? KeyPurposeId.id_kp_serverAuth : KeyPurposeId.id_kp_clientAuth;
        }
    }
}
