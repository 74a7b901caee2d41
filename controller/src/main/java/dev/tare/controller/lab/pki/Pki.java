package dev.tare.controller.lab.pki;

import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.HostName;
import dev.tare.controller.lab.tls.Identity;
import dev.tare.controller.lab.tls.LabAuthority;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The authority of a lab in a folder. Two commands at once do their work one after the other. */
public final class Pki {

    private static final int MOST_DAYS = 3650;

    private final Path path;
    private final PkiFolder folder;
    private final Clock clock;

    public Pki(Path path, Clock clock) {
        this(path, clock, new Disk.Real());
    }

    Pki(Path path, Clock clock, Disk disk) {
        this.path = path;
        this.folder = new PkiFolder(path, disk);
        this.clock = clock;
    }

    /** A new authority, an empty list of revoked certificates, and the controller's certificate; or what an interrupted one lacks. */
    public void init(int authorityDays, int days) throws IOException, GeneralSecurityException {
        Duration validity = days(days);
        Duration authorityValidity = days(authorityDays);
        try (PkiLock _ = folder.lock()) {
            if (folder.hasAuthority()) {
                finish(validity);
            } else {
                begin(authorityValidity, validity);
            }
        }
    }

    private void begin(Duration authorityValidity, Duration validity) throws IOException, GeneralSecurityException {
        if (!folder.hosts().isEmpty()) {
            throw folder.missing(Missing.CERTIFICATE);
        }
        folder.forgetAll();
        Path name = path.toAbsolutePath().normalize().getFileName();
        LabAuthority authority = LabAuthority.create(String.valueOf(name), clock.instant(), authorityValidity);
        folder.writeKey(authority);
        folder.write(authority.revocations(Map.of(), clock.instant()));
        makeHere(authority, HostNames.controller(), validity);
        // by which all others see that there is one
        folder.writeCertificate(authority);
    }

    /** Versions before this one wrote the authority's certificate first. */
    private void finish(Duration validity) throws IOException, GeneralSecurityException {
        if (!folder.hosts().isEmpty()) {
            folder.require(Missing.REVOCATIONS);
            throw already();
        }
        boolean revocations = folder.has(Missing.REVOCATIONS);
        boolean controller = folder.hasCertificate(HostName.CONTROLLER);
        if (revocations && controller) {
            throw already();
        }
        LabAuthority authority = folder.signer();
        if (!revocations) {
            folder.write(authority.revocations(Map.of(), clock.instant()));
        }
        if (!controller) {
            makeHere(authority, HostNames.controller(), validity);
        }
    }

    private TareException already() {
        return TareException.usage(
                path + " holds an authority already; another would make its certificates worthless",
                "name a new folder");
    }

    /** Somebody's folder is left as it is. */
    private PkiLock lockBegun() throws IOException, GeneralSecurityException {
        if (!folder.isBegun()) {
            throw folder.missing(Missing.CERTIFICATE);
        }
        return folder.lock();
    }

    /**
     * Certifies a host that has no certificate.
     *
     * @param request made by the host; empty: the key is made here, too
     */
    public void issue(String name, String address, Optional<Path> request, int days)
            throws IOException, GeneralSecurityException {
        Identity host = HostNames.agent(name, address);
        Duration validity = days(days);
        try (PkiLock _ = lockBegun()) {
            LabAuthority authority = folder.authority();
            // one that an interruption kept from its name was never anybody's, and for the same address it is signed
            // again
            boolean isHanded = folder.hasCertificate(name);
            String reached = host.addresses().getFirst();
            Optional<Certified> holder = live(name).stream()
                    .filter(certified -> isHanded || !certified.address().equals(reached))
                    .findFirst();
            if (holder.isPresent()) {
                throw TareException.usage(
                        name + " has a certificate already, for " + holder.get().address() + ", until "
                                + holder.get().notAfter(),
                        "replace it: tare pki rotate " + path + " " + name + "; or revoke it first, if this is another"
                                + " host of that name");
            }
            certify(authority, host, request, validity);
        }
    }

    /**
     * Gives a host, or the controller, another certificate; the former stays good until it ends or is revoked.
     *
     * @param address of a host that is reached at another one from now on; empty where it stays
     */
    public void rotate(String name, Optional<String> address, Optional<Path> request, int days)
            throws IOException, GeneralSecurityException {
        Duration validity = days(days);
        try (PkiLock _ = lockBegun()) {
            LabAuthority authority = folder.authority();
            if (name.equals(HostName.CONTROLLER)) {
                if (address.isPresent()) {
                    throw TareException.usage("the certificate of the controller has no address", "leave out =ADDRESS");
                }
                certify(authority, HostNames.controller(), request, validity);
                return;
            }
            Certified former = former(name)
                    .orElseThrow(() -> TareException.usage(
                            name + " has no certificate to be replaced",
                            "tare pki issue " + path + " " + name + "=ADDRESS"));
            if (request.isEmpty() && !folder.hasKey(name)) {
                throw TareException.usage(
                        "the key of " + name + " was made on its host and is not here",
                        "let the host make another (tare-agent request) and name its request with --csr");
            }
            String reached = address.orElse(former.address());
            certify(authority, HostNames.agent(name, reached), request, validity);
        }
    }

    /** Revokes all that a name has; returns them. The list must go to all agents and to the controller. */
    public List<Certified> revoke(String name) throws IOException, GeneralSecurityException {
        try (PkiLock _ = lockBegun()) {
            LabAuthority authority = folder.authority();
            Map<BigInteger, Instant> revoked = folder.revoked();
            List<Certified> live = live(name);
            if (live.isEmpty()) {
                throw TareException.usage(name + " has no certificate that could be revoked", "tare pki list " + path);
            }
            live.forEach(certified -> revoked.put(certified.serial(), clock.instant()));
            folder.write(authority.revocations(revoked, clock.instant()));
            return live;
        }
    }

    /** All that was ever signed, the oldest first. */
    public List<Certified> list() throws IOException, GeneralSecurityException {
        folder.require(Missing.CERTIFICATE);
        Map<BigInteger, Instant> revoked = folder.revoked();
        List<Certified> certified = new ArrayList<>();
        for (X509Certificate certificate : folder.all()) {
            certified.add(Certified.of(certificate, revoked.get(certificate.getSerialNumber())));
        }
        return List.copyOf(certified);
    }

    private void certify(LabAuthority authority, Identity identity, Optional<Path> request, Duration validity)
            throws IOException, GeneralSecurityException {
        if (request.isEmpty()) {
            makeHere(authority, identity, validity);
            return;
        }
        SigningRequest asked = SigningRequest.read(request.get(), identity.name());
        folder.write(identity.name(), authority.certify(identity, asked.key(), clock.instant(), validity));
    }

    private void makeHere(LabAuthority authority, Identity identity, Duration validity)
            throws IOException, GeneralSecurityException {
        folder.write(authority.issue(identity, clock.instant(), validity));
    }

    /** What is to be replaced: also one that was signed and, by an end of the command just then, not put down under its name. */
    private Optional<Certified> former(String name) throws IOException, GeneralSecurityException {
        Optional<X509Certificate> newest = folder.newest(name);
        return newest.isPresent()
                ? Optional.of(Certified.of(newest.get(), null))
                : live(name).stream().findFirst();
    }

    private List<Certified> live(String name) throws IOException, GeneralSecurityException {
        return list().stream()
                .filter(certified -> certified.name().equals(name) && certified.isLive(clock.instant()))
                .toList();
    }

    private static Duration days(int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw TareException.usage("days are from 1 to " + MOST_DAYS + ", not " + days, "");
        }
        return Duration.ofDays(days);
    }
}
