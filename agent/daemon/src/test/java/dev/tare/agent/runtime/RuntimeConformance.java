package dev.tare.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tare.agent.network.Attachment;
import dev.tare.agent.process.Deadline;
import dev.tare.common.linux.KernelClock;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every runtime driver promises of the program that it runs, whatever network it has; and all of {@link NetworkConformance}. */
abstract class RuntimeConformance extends NetworkConformance {

    private static final String HUNDRED =
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private static final String HUNDREDS = HUNDRED + HUNDRED + HUNDRED;

    private static final int BLOCK_BYTES = 1 << 20;
    private static final int PAGE_BYTES = 4096;

    /** Variables that the runtime adds to those it is given. */
    Set<String> environmentOfItsOwn() {
        return Set.of("TARE_INSTANCE", "HOME", "PATH");
    }

    /** What is sent at once. */
    int muchBytes() {
        return 64 << 20;
    }

    /** How many blocks of a mebibyte are a great deal. */
    int greatDeal() {
        return 1024;
    }

    /** Whether its monotonic clock is another than the host's. */
    boolean hasItsOwnClock() {
        return false;
    }

    /** Whether a program may be shown a boot of the runtime's invention, so that its clock, which is the host's, is asked all the same. */
    boolean mayHideTheBoot() {
        return false;
    }

    @Test
    void carriesStdinAndStdoutExactly() throws Exception {
        Instance instance = launch("echo");
        byte[] sent = new byte[muchBytes()];
        new Random(1).nextBytes(sent);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try (OutputStream in = instance.in()) {
                in.write(sent);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        byte[] got = instance.out().readAllBytes();
        writer.join();
        assertThat(Arrays.equals(got, sent)).isTrue();
        assertThat(instance.await(patience())).hasValue(0);
    }

    /** Whether the second is refused or runs is the runtime's affair. */
    @Test
    void aSecondOfTheSameNameLeavesTheFirstAlone() throws Exception {
        Attachment attachment = attach();
        Instance first = launch(attachment, Map.of(), "echo");
        assertThat(echoed(first, 'a')).isEqualTo('a');
        Optional<Instance> second = Optional.empty();
        try {
            second = Optional.of(launch(attachment, Map.of(), "echo"));
        } catch (IOException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
        assertThat(echoed(first, 'b')).isEqualTo('b');
        reap();
        assertThat(first.await(patience()).orElseThrow()).isNotZero();
        if (second.isPresent()) {
            assertThat(second.get().await(patience())).isPresent();
        }
        assertThat(open()).isEmpty();
    }

    private static int echoed(Instance instance, int sent) throws IOException {
        instance.in().write(sent);
        instance.in().flush();
        return instance.out().read();
    }

    @Test
    @Tag("soak")
    @Timeout(180)
    void carriesAGreatDealBothWaysExactly() throws Exception {
        carryAGreatDeal(greatDeal());
    }

    /** Sends so many blocks of a mebibyte, and wants them back. */
    final void carryAGreatDeal(int blocks) throws Exception {
        Instance instance = launch("echo");
        byte[] random = new byte[BLOCK_BYTES];
        new Random(1).nextBytes(random);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            try (OutputStream in = instance.in()) {
                for (int number = 0; number < blocks; number++) {
                    in.write(numbered(random, number));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        for (int number = 0; number < blocks; number++) {
            byte[] got = instance.out().readNBytes(BLOCK_BYTES);
            assertThat(Arrays.equals(got, numbered(random, number)))
                    .as("block %d", number)
                    .isTrue();
        }
        assertThat(instance.out().read()).isEqualTo(-1);
        writer.join();
        assertThat(instance.await(patience())).hasValue(0);
    }

    /** On every page: else one could be another block's. */
    private static byte[] numbered(byte[] random, int number) {
        byte[] block = random.clone();
        ByteBuffer pages = ByteBuffer.wrap(block);
        for (int page = 0; page < BLOCK_BYTES; page += PAGE_BYTES) {
            pages.putInt(page, number);
        }
        return block;
    }

    /** Zero is every other test's. */
    @ParameterizedTest
    @ValueSource(ints = {7, 255})
    void handsOnTheExitStatus(int status) throws Exception {
        assertThat(launch("exit", Integer.toString(status)).await(patience())).hasValue(status);
    }

    @Test
    void handsOnArgumentsAndEnvironmentUnchanged() throws Exception {
        List<String> odd = List.of("tell", "two words", "", "$HOME", "; ls", "a\nb", "'\"\\", "*", "--", "-x=/no/such");
        Map<String, String> environment = Map.of("ONE", "two words = three", "EMPTY", "", "DOLLAR", "$ONE;`ls`");
        Instance instance = launch(environment, odd.toArray(String[]::new));
        DataInputStream in = new DataInputStream(instance.out());
        List<String> arguments = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            arguments.add(in.readUTF());
        }
        Map<String, String> seen = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            seen.put(in.readUTF(), in.readUTF());
        }
        assertThat(arguments).isEqualTo(odd);
        assertThat(seen).containsAllEntriesOf(environment);
        Set<String> allowed = new TreeSet<>(environmentOfItsOwn());
        allowed.addAll(environment.keySet());
        assertThat(seen.keySet()).isSubsetOf(allowed);
    }

    /** An agent takes a clock for its own that tells the same boot and time namespace, and asks any other how late it is. */
    @Test
    void readsTheClockThatItTells() throws Exception {
        String ours = KernelClock.read(Path.of("/proc")).orElseThrow().text();
        long beforeNanos = System.nanoTime();
        DataInputStream in = new DataInputStream(launch("clock").out());
        long itsNanos = in.readLong();
        long afterNanos = System.nanoTime();
        String told = in.readUTF();
        // a kernel of its own was booted meanwhile, and counts from then on
        assertThat(itsNanos >= beforeNanos && itsNanos <= afterNanos).isEqualTo(!hasItsOwnClock());
        if (hasItsOwnClock()) {
            assertThat(told).isNotEqualTo(ours);
        } else if (!mayHideTheBoot()) {
            assertThat(told).isEqualTo(ours);
        }
    }

    @Test
    void accountsItsCpuTime() throws Exception {
        Instance instance = launch("burn");
        Deadline deadline = Deadline.after(patience());
        long usedNanos = 0;
        while (usedNanos < 200_000_000 && !deadline.isOver()) {
            Thread.sleep(20);
            Accounting.CpuTime used = instance.accounting().read().orElseThrow();
            assertThat(used.userNanos() + used.systemNanos()).isGreaterThanOrEqualTo(usedNanos);
            usedNanos = used.userNanos() + used.systemNanos();
        }
        assertThat(usedNanos).isBetween(200_000_000L, 20_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a b", "a;b", "$(id)", "a\0b", "", "-x", "A", HUNDREDS})
    void refusesTrialNamesThatAreNone(String trialId) {
        LaunchSpec spec = new LaunchSpec(
                trialId,
                options(),
                state,
                List.of("/bin/true"),
                Map.of(),
                List.of(),
                new Attachment.Netns("10.0.0.1/24", List.of(), Path.of("/run/netns/none"), "eth0"));
        assertThatThrownBy(() -> driver(host()).launch(spec, host().ledger()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(open()).isEmpty();
    }
}
