package dev.tare.controller.lab.pki;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.failure.TareException;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that use one folder at the same time. */
@Tag("slow")
final class PkiTogetherTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-28T13:00:00Z"), ZoneOffset.UTC);
    private static final int CALLERS = 8;

    @TempDir
    private Path directory;

    private Path folder;

    @BeforeEach
    void choose() {
        folder = directory.resolve("pki");
    }

    @Test
    void ofSeveralInitsOneMakesTheAuthorityAndTheOthersAreToldSo() throws Exception {
        List<String> refusals = together((number, pki) -> pki.init(3650, 30));
        assertThat(refusals).hasSize(CALLERS - 1).allMatch(said -> said.contains("holds an authority already"));
        assertThat(pki().list()).extracting(Certified::name).containsExactly("controller");
        new WholeAuthority(folder).isWhole(List.of("controller"));
    }

    @Test
    void ofSeveralWhoWantANameOneGetsItAndTheOthersAreToldWhose() throws Exception {
        pki().init(3650, 30);
        List<String> refusals = together((number, pki) -> pki.issue("client", address(number), Optional.empty(), 30));
        List<Certified> clients =
                pki().list().stream().filter(one -> one.name().equals("client")).toList();
        assertThat(clients).hasSize(1);
        assertThat(refusals)
                .hasSize(CALLERS - 1)
                .allMatch(said -> said.contains(
                        "has a certificate already, for " + clients.getFirst().address()));
        new WholeAuthority(folder).isWhole(List.of("client", "controller"));
    }

    @Test
    void eachOfSeveralNamesIsCertifiedWhileOthersAreReplaced() throws Exception {
        pki().init(3650, 30);
        pki().issue("client", address(0), Optional.empty(), 30);
        List<String> refusals = together((number, pki) -> {
            if (number % 2 == 0) {
                pki.rotate("client", Optional.empty(), Optional.empty(), 30);
            } else {
                pki.issue("host" + number, address(number), Optional.empty(), 30);
            }
        });
        assertThat(refusals).isEmpty();
        List<String> names = new ArrayList<>(List.of("client", "controller"));
        IntStream.range(0, CALLERS).filter(number -> number % 2 == 1).forEach(number -> names.add("host" + number));
        new WholeAuthority(folder).isWhole(names);
        assertThat(pki().list()).hasSize(2 + CALLERS);
    }

    @Test
    void whoComesBeforeTheAuthorityIsMadeIsToldSo() throws Exception {
        List<String> refusals = together((number, pki) -> {
            if (number == 0) {
                pki.init(3650, 30);
            } else {
                pki.issue("host" + number, address(number), Optional.empty(), 30);
            }
        });
        assertThat(refusals).allMatch(said -> said.contains("holds no authority"));
        assertThat(pki().list()).hasSize(CALLERS - refusals.size());
        new WholeAuthority(folder).isWhole(List.of("controller"));
    }

    @Test
    void whoLookedBeforeTheAuthorityWasMadeIsNotToldThatItWasLost() throws Exception {
        pki().init(3650, 30);
        pki().issue("client", address(0), Optional.empty(), 30);
        TareException refusal = new PkiFolder(folder, new QuickDisk()).missing("ca.pem");
        assertThat(refusal.what()).contains("holds no authority").doesNotContain("lost");
    }

    /** Threads of one program wait for each other; other programs wait for the kernel's lock. */
    @Test
    void aFolderIsLockedForOtherProgramsAtEachChange() throws Exception {
        List<Boolean> locked = new ArrayList<>();
        try (LockAsker other = LockAsker.start(folder.resolve(".lock"))) {
            Pki pki = new Pki(folder, CLOCK, asking(() -> locked.add(other.isLocked())));
            pki.init(3650, 30);
            pki.issue("client", address(0), Optional.empty(), 30);
            pki.rotate("client", Optional.empty(), Optional.empty(), 30);
            pki.revoke("client");
            assertThat(other.isLocked()).isFalse();
        }
        assertThat(locked).hasSizeGreaterThan(15).doesNotContain(false);
    }

    private static Disk asking(Question question) {
        return new Disk() {

            private final Disk disk = new QuickDisk();

            @Override
            public void write(Path file, byte[] content, FileAttribute<?> permissions) throws IOException {
                question.ask();
                disk.write(file, content, permissions);
            }

            @Override
            public void createDirectories(Path made, FileAttribute<?> permissions) throws IOException {
                disk.createDirectories(made, permissions);
            }

            @Override
            public void delete(Path file) throws IOException {
                question.ask();
                disk.delete(file);
            }
        };
    }

    /** What those said who were refused; whatever else goes wrong fails the test. */
    private List<String> together(Caller caller) throws Exception {
        CyclicBarrier start = new CyclicBarrier(CALLERS);
        List<Future<Optional<String>>> calls = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            for (int number = 0; number < CALLERS; number++) {
                int own = number;
                calls.add(callers.submit(() -> {
                    start.await();
                    return refusal(own, caller);
                }));
            }
        }
        List<String> refusals = new ArrayList<>();
        for (Future<Optional<String>> call : calls) {
            call.get().ifPresent(refusals::add);
        }
        return refusals;
    }

    private Optional<String> refusal(int number, Caller caller) throws Exception {
        try {
            caller.call(number, pki());
            return Optional.empty();
        } catch (TareException refused) {
            return Optional.of(refused.what());
        }
    }

    private Pki pki() {
        return new Pki(folder, CLOCK, new QuickDisk());
    }

    private static String address(int number) {
        return "192.0.2." + (11 + number);
    }

    @FunctionalInterface
    private interface Caller {
        void call(int number, Pki pki) throws Exception;
    }

    @FunctionalInterface
    private interface Question {
        void ask() throws IOException;
    }
}
