package dev.tare.probe.socket;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The certificate that the server's probe shows and the client's trusts, and its key. That key comes with every probe and is no
 * secret: it protects nothing, what goes through it is the traffic that is measured.
 */
final class TrafficCertificate {

    private static final String FILE = "traffic.pem";

    private TrafficCertificate() {}

    /** In DER. */
    static byte[] certificate() {
        return object(pem(), "CERTIFICATE");
    }

    /** In DER, as SEC 1 has it. */
    static byte[] key() {
        return object(pem(), "EC PRIVATE KEY");
    }

    private static String pem() {
        try (InputStream in = TrafficCertificate.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the probe was built without " + FILE);
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new IllegalStateException(FILE + " cannot be read", e);
        }
    }

    private static byte[] object(String pem, String label) {
        String begin = "-----BEGIN " + label + "-----";
        int from = pem.indexOf(begin) + begin.length();
        return Base64.getMimeDecoder().decode(pem.substring(from, pem.indexOf("-----END " + label + "-----")));
    }
}
