package dev.tare.agent.runtime;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.util.Modules;
import dev.tare.agent.DriversModule;
import dev.tare.agent.ledger.Entry;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.ledger.Reaper;
import dev.tare.agent.ledger.Sweeper;
import dev.tare.agent.network.AttachSpec;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.network.CounterReader;
import dev.tare.agent.network.NetworkDriver;
import dev.tare.agent.network.PathProof;
import dev.tare.agent.network.Tuner;
import dev.tare.agent.process.ProcessModule;
import dev.tare.agent.process.Tools;
import dev.tare.agent.process.Workplace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The drivers as an agent has them, with a ledger in memory. */
public final class TestHost {

    private final MemoryLedger ledger = new MemoryLedger();
    private final Injector injector;

    public TestHost(Path state, Path rootfs) {
        this(new Workplace("test", state, rootfs, tools(), true), new ProcessModule());
    }

    /** On a host that has these programs only. */
    public TestHost(Path state, Path rootfs, Tools programs) {
        this(
                new Workplace("test", state, rootfs, List.of(), false),
                Modules.override(new ProcessModule())
                        .with(binder -> binder.bind(Tools.class).toInstance(programs)));
    }

    private TestHost(Workplace workplace, Module processes) {
        this.injector = Guice.createInjector(processes, new DriversModule(), new AbstractModule() {
            @Override
            protected void configure() {
                // as the agent does: what is not bound is missed here and not on somebody's host
                binder().requireExplicitBindings();
                binder().requireExactBindingAnnotations();
                bind(Sweeper.class).in(Singleton.class);
                bind(Workplace.class).toInstance(workplace);
                bind(Ledger.class).toInstance(ledger);
            }
        });
    }

    /** Where a newer runsc than the distribution's may be: the property {@code tare.tools}, and below the user's cache. */
    private static List<Path> tools() {
        String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        return Stream.concat(
                        Stream.ofNullable(System.getProperty("tare.tools")).map(Path::of),
                        directories(Path.of(cache, "tare")).stream())
                .filter(directory -> Files.isExecutable(directory.resolve("usr/bin/runsc"))
                        || Files.isExecutable(directory.resolve("usr/bin/apptainer"))
                        || Files.isDirectory(directory.resolve("boot")))
                .toList();
    }

    private static List<Path> directories(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root, 3)) {
            return all.filter(Files::isDirectory).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public MemoryLedger ledger() {
        return ledger;
    }

    /** What an agent's module binds. */
    public <T> T part(Class<T> type) {
        return injector.getInstance(type);
    }

    public RuntimeDriver runtime(String name) {
        return runtimes().stream()
                .filter(driver -> driver.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public Set<RuntimeDriver> runtimes() {
        return injector.getInstance(Key.get(new TypeLiteral<>() {}));
    }

    public NetworkDriver network(String name) {
        return networks().stream()
                .filter(driver -> driver.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public Set<NetworkDriver> networks() {
        return injector.getInstance(Key.get(new TypeLiteral<>() {}));
    }

    public Tuner tuner() {
        return injector.getInstance(Tuner.class);
    }

    /** As a trial does, with what its counters were read from. */
    public PathProof prove(String network, Attachment attachment, AttachSpec spec)
            throws IOException, InterruptedException {
        return network(network)
                .prove(attachment, spec, counters().read(attachment.devices()).disciplines());
    }

    public CounterReader counters() {
        return injector.getInstance(CounterReader.class);
    }

    /** A daemon is everybody's. */
    static boolean isOfATrial(Entry entry) {
        return !entry.trialId().startsWith("daemon-");
    }

    public void reapTrials() throws IOException, InterruptedException {
        ledger.reap(injector.getInstance(Key.get(new TypeLiteral<>() {})), TestHost::isOfATrial);
    }

    public void reapAll() throws IOException, InterruptedException {
        Set<Reaper> reapers = injector.getInstance(Key.get(new TypeLiteral<>() {}));
        ledger.reapAll(reapers);
    }
}
