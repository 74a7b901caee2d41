package dev.tare.controller.lab.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tare.common.tls.Pem;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.pki.FragileDisk.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each command, ended at each of its changes and in each way that a change can end, and then called again; and what older versions left. */
@Tag("slow")
final class PkiInterruptedTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-28T13:00:00Z"), ZoneOffset.UTC);
    private static final String ADDRESS = "192.0.2.11";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void anInitIsFinishedByAnother(End end) throws Exception {
        int changes =
                everywhere(end, nothing -> {}, pki -> pki.init(3650, 30), "holds an authority already", List.of());
        assertThat(changes).isGreaterThan(7);
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatIsMadeHereComesWithItsCertificate(End end) throws Exception {
        int changes = everywhere(
                end,
                pki -> pki.init(3650, 30),
                pki -> pki.issue("client", ADDRESS, Optional.empty(), 30),
                "has a certificate already",
                List.of("client"));
        assertThat(changes).isGreaterThan(5);
    }

    @ParameterizedTest
    @EnumSource
    void aRequestIsSignedByAnotherIssue(End end) throws Exception {
        Path request = request();
        int changes = everywhere(
                end,
                pki -> pki.init(3650, 30),
                pki -> pki.issue("client", ADDRESS, Optional.of(request), 30),
                "has a certificate already",
                List.of());
        assertThat(changes).isGreaterThan(1);
        try (Stream<Path> folders = Files.list(directory)) {
            assertThat(folders.filter(Files::isDirectory).filter(folder -> !folder.endsWith("prepared")))
                    .hasSize(changes + 1)
                    .allMatch(folder -> Files.isRegularFile(folder.resolve("client.pem")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRotationLeavesThePairThatWasThereOrTheNext(End end) throws Exception {
        everywhere(
                end,
                PkiInterruptedTest::withClient,
                pki -> pki.rotate("client", Optional.empty(), Optional.empty(), 30),
                "rotation is never refused",
                List.of("client"));
    }

    /** Of a controller's rotation, which nobody need call again. */
    @ParameterizedTest
    @EnumSource
    void whateverIsSignedNextSettlesWhatWasLeft(End end) throws Exception {
        Path prepared = prepared(PkiInterruptedTest::withClient);
        boolean ended = true;
        for (int changes = 0; ended; changes++) {
            Path folder = copy(prepared, place(end, changes));
            ended = endsEarly(
                    new Pki(folder, CLOCK, new FragileDisk(changes, end)),
                    pki -> pki.rotate("controller", Optional.empty(), Optional.empty(), 30));
            pki(folder).issue("another", "192.0.2.77", Optional.empty(), 30);
            new WholeAuthority(folder).isWhole(List.of("another", "client", "controller"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsToBeRevokedIs(End end) throws Exception {
        int changes = everywhere(
                end,
                PkiInterruptedTest::withClient,
                pki -> pki.revoke("client"),
                "no certificate that could be revoked",
                List.of());
        for (int change = 0; change <= changes; change++) {
            assertThat(pki(place(end, change)).list())
                    .filteredOn(one -> one.name().equals("client"))
                    .singleElement()
                    .matches(one -> one.revokedAt() != null);
        }
    }

    /** The machine goes off again while another command settles what the first one left. */
    @Test
    void whatMendsIsInterruptedItself() throws Exception {
        Call rotate = pki -> pki.rotate("client", Optional.empty(), Optional.empty(), 30);
        Path prepared = prepared(PkiInterruptedTest::withClient);
        int tried = 0;
        boolean first = true;
        for (int changes = 0; first; changes++) {
            boolean second = true;
            for (int more = 0; second; more++) {
                Path folder = copy(prepared, directory.resolve(changes + "-" + more));
                first = endsEarly(new Pki(folder, CLOCK, new FragileDisk(changes, End.AFTER)), rotate);
                second = endsEarly(new Pki(folder, CLOCK, new FragileDisk(more, End.WHOLE_BESIDE)), rotate);
                rotate.on(pki(folder));
                new WholeAuthority(folder).isWhole(List.of("client", "controller"));
                tried++;
            }
        }
        assertThat(tried).isGreaterThan(30);
    }

    /** They wrote the authority's certificate second. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void whatAnInitOfAnOlderVersionLeftIsFinished(int written) throws Exception {
        Path folder = directory.resolve("pki");
        Pki pki = pki(folder);
        pki.init(3650, 30);
        List<Path> order = new ArrayList<>(Stream.of("ca.key", "ca.pem", "crl.pem", "controller.key")
                .map(folder::resolve)
                .toList());
        try (Stream<Path> signed = Files.list(folder.resolve("issued"))) {
            order.addAll(signed.toList());
        }
        order.add(folder.resolve("controller.pem"));
        for (Path missing : order.subList(written, order.size())) {
            Files.delete(missing);
        }
        if (written < 3) {
            String words = order.get(written).getFileName() + " is missing";
            assertRefused(() -> pki.issue("client", ADDRESS, Optional.empty(), 30), words, "tare pki init " + folder);
            assertRefused(pki::list, words, "tare pki init " + folder);
        }
        Optional<byte[]> authority =
                written > 1 ? Optional.of(Files.readAllBytes(folder.resolve("ca.pem"))) : Optional.empty();

        pki.init(3650, 30);
        new WholeAuthority(folder).isWhole(List.of("controller"));
        authority.ifPresent(bytes -> assertThat(folder.resolve("ca.pem")).hasBinaryContent(bytes));
        assertRefused(() -> pki.init(3650, 30), "an authority already", "new folder");
    }

    @ParameterizedTest
    @CsvSource({
        "ca.pem, has lost its ca.pem, true",
        "ca.pem, has lost its ca.pem, false",
        "crl.pem, has lost its crl.pem, true",
        "crl.pem, has lost its crl.pem, false",
        "ca.key, ca.key is missing, true",
        "ca.key, ca.key is missing, false"
    })
    void whatALabLivesByIsPutBackAndNotMadeAgain(String name, String words, boolean gone) throws Exception {
        Path folder = directory.resolve("pki");
        Pki pki = pki(folder);
        withClient(pki);
        Path file = folder.resolve(name);
        byte[] kept = Files.readAllBytes(file);
        byte[] key = Files.readAllBytes(folder.resolve("ca.key"));
        if (gone) {
            Files.delete(file);
        } else {
            Files.write(file, new byte[0]);
        }
        assertRefused(() -> pki.issue("server", "192.0.2.12", Optional.empty(), 30), words, "put it back");
        assertRefused(() -> pki.rotate("client", Optional.empty(), Optional.empty(), 30), words, "put it back");
        assertRefused(() -> pki.revoke("client"), words, "put it back");
        assertRefused(() -> pki.init(3650, 30), "", "");
        if (!name.equals("ca.key")) {
            assertRefused(pki::list, words, "put it back");
            assertThat(folder.resolve("ca.key")).hasBinaryContent(key);
        }
        Files.write(file, kept);
        pki.issue("server", "192.0.2.12", Optional.empty(), 30);
        new WholeAuthority(folder).isWhole(List.of("client", "controller", "server"));
    }

    /** Its command ended between the two files of a certificate; nobody has got it. */
    @Test
    void aCertificateThatIsNotUnderItsNameHoldsTheNameForItsAddressOnly() throws Exception {
        Path folder = directory.resolve("pki");
        Pki pki = pki(folder);
        withClient(pki);
        Files.delete(folder.resolve("client.pem"));
        assertRefused(() -> pki.issue("client", "192.0.2.99", Optional.empty(), 30), ADDRESS, "rotate");
        pki.issue("client", ADDRESS, Optional.empty(), 30);
        new WholeAuthority(folder).isWhole(List.of("client", "controller"));
    }

    @Test
    void whatHoldsNoCertificateIsNamed() throws Exception {
        Path folder = directory.resolve("pki");
        Pki pki = pki(folder);
        withClient(pki);
        Path empty = Files.createFile(folder.resolve("issued/1.pem"));
        assertRefused(pki::list, empty + " holds no certificate", "delete it");
        Files.delete(empty);
        assertThat(pki.list()).hasSize(2);
    }

    /**
     * @param done what the second call is refused with where the first was at its end
     * @param named who must have a pair at the end, besides the controller
     * @return how many changes the command makes
     */
    private int everywhere(End end, Call before, Call command, String done, List<String> named) throws Exception {
        List<String> all = new ArrayList<>(named);
        all.addAll(List.of("another", "controller"));
        Path prepared = prepared(before);
        boolean ended = true;
        int changes = -1;
        while (ended) {
            changes++;
            Path folder = copy(prepared, place(end, changes));
            ended = endsEarly(new Pki(folder, CLOCK, new FragileDisk(changes, end)), command);
            refusedWith("missing", pki(folder)::list);
            refusedWith(done, () -> command.on(pki(folder)));
            pki(folder).issue("another", "192.0.2.77", Optional.empty(), 30);
            new WholeAuthority(folder).isWhole(all);
        }
        return changes;
    }

    private Path prepared(Call before) throws Exception {
        Path folder = directory.resolve("prepared");
        before.on(pki(folder));
        return folder;
    }

    /** Of a folder that may not be there. */
    private static Path copy(Path folder, Path to) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path one : all.toList()) {
                    Files.copy(one, to.resolve(folder.relativize(one).toString()));
                }
            }
        }
        return to;
    }

    private Path place(End end, int changes) {
        return directory.resolve(end + "-" + changes);
    }

    private static boolean endsEarly(Pki pki, Call command) throws Exception {
        try {
            command.on(pki);
            return false;
        } catch (FragileDisk.WentOffException e) {
            return true;
        }
    }

    /** Or goes well. */
    private static void refusedWith(String words, Attempt attempt) throws Exception {
        try {
            attempt.make();
        } catch (TareException refused) {
            assertThat(refused.what()).contains(words);
        }
    }

    private static void assertRefused(Attempt attempt, String words, String remedy) {
        assertThatExceptionOfType(TareException.class).isThrownBy(attempt::make).satisfies(refused -> {
            assertThat(refused.what()).contains(words);
            assertThat(refused.remedy()).contains(remedy);
        });
    }

    private static Pki pki(Path folder) {
        return new Pki(folder, CLOCK, new QuickDisk());
    }

    private static void withClient(Pki pki) throws Exception {
        pki.init(3650, 30);
        pki.issue("client", ADDRESS, Optional.empty(), 30);
    }

    private Path request() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        var request = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=client"), keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
        return Files.writeString(
                directory.resolve("client.csr"), Pem.text("CERTIFICATE REQUEST", request.getEncoded()));
    }

    @FunctionalInterface
    private interface Call {
        void on(Pki pki) throws Exception;
    }

    @FunctionalInterface
    private interface Attempt {
        void make() throws Exception;
    }
}
