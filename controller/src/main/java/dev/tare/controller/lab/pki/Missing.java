package dev.tare.controller.lab.pki;

import dev.tare.controller.failure.TareException;
import java.nio.file.Path;
import java.util.List;

/**
 * A file without which a folder is no authority. Where no host was certified yet, an init was interrupted and another finishes
 * it; where one was, the file was there and is lost, and comes from a copy.
 *
 * @param file its name
 * @param hosts that were certified
 */
record Missing(Path folder, String file, List<String> hosts) {

    static final String CERTIFICATE = "ca.pem";
    static final String KEY = "ca.key";
    static final String REVOCATIONS = "crl.pem";

    TareException refusal() {
        return TareException.usage(what(), remedy());
    }

    private String what() {
        if (file.equals(KEY)) {
            return folder + " has no authority that can sign: " + file + " is missing";
        }
        if (!hosts.isEmpty()) {
            return folder + " has lost its " + file + ", and has certified " + String.join(", ", hosts);
        }
        return file.equals(CERTIFICATE)
                ? folder + " holds no authority: " + file + " is missing"
                : folder + " holds half an authority: " + file + " is missing, its init was interrupted";
    }

    private String remedy() {
        if (file.equals(KEY)) {
            return "put it back from your copy; where there is none, make another authority in a new folder: tare pki init";
        }
        if (!hosts.isEmpty()) {
            return "put it back, the newest there is: each host has a copy beside its certificate (/etc/tare/tls/"
                    + file + ", by Ansible /opt/tare/tls/" + file + ")";
        }
        return (file.equals(CERTIFICATE) ? "make one: tare pki init " : "finish it: tare pki init ") + folder;
    }
}
