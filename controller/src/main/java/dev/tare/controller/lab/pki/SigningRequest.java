package dev.tare.controller.lab.pki;

import dev.tare.controller.failure.TareException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * What a host asks to be signed (PKCS #10). Only its key is taken from it: for which name and addresses, and for what use
 * and how long, is the authority's to say.
 */
record SigningRequest(PublicKey key) {

    private static final int LEAST_EC_BITS = 256;
    private static final int LEAST_RSA_BITS = 2048;

    /** Reads a request that must be for this name, and signed with the key that it names. */
    static SigningRequest read(Path file, String name) throws IOException, GeneralSecurityException {
        try (Reader text = Files.newBufferedReader(file);
                PEMParser parser = new PEMParser(text)) {
            if (!(parser.readObject() instanceof PKCS10CertificationRequest request)) {
                throw TareException.usage(
                        file + " holds no certificate request", "make one on the host: tare-agent request --help");
            }
            checkName(file, request, name);
            PublicKey key = new JcaPKCS10CertificationRequest(request).getPublicKey();
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw TareException.usage(file + " is not signed with the key that it is for", "");
            }
            checkStrength(file, key);
            return new SigningRequest(key);
        } catch (OperatorCreationException | PKCSException e) {
            throw TareException.usage("cannot verify the request in " + file + ": " + e.getMessage(), "");
        }
    }

    private static void checkName(Path file, PKCS10CertificationRequest request, String name) {
        RDN[] names = request.getSubject().getRDNs(BCStyle.CN);
        String asked = names.length == 1
                ? IETFUtils.valueToString(names[0].getFirst().getValue())
                : request.getSubject().toString();
        if (!asked.equals(name)) {
            throw TareException.usage("the request in " + file + " is for '" + asked + "', not for " + name, "");
        }
    }

    private static void checkStrength(Path file, PublicKey key) {
        boolean strong = switch (key) {
            case ECPublicKey curve -> curve.getParams().getOrder().bitLength() >= LEAST_EC_BITS;
            case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= LEAST_RSA_BITS;
            default -> false;
        };
        if (!strong) {
            throw TareException.usage(
                    "the key in " + file + " (" + key.getAlgorithm() + ") is too weak or of another kind: EC of "
                            + LEAST_EC_BITS + " bits or RSA of " + LEAST_RSA_BITS + " are taken",
                    "");
        }
    }
}
