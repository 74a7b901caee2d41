package dev.tare.agent.service;

import dev.tare.agent.bundle.EngineLayer;
import dev.tare.agent.driver.Availability;
import dev.tare.agent.host.HostSnapshot;
import dev.tare.agent.host.LeakAudit;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.network.NetworkDriver;
import dev.tare.agent.network.PathCounters;
import dev.tare.agent.network.PathProof;
import dev.tare.agent.network.UntunableException;
import dev.tare.agent.process.Deadline;
import dev.tare.agent.process.MissingToolException;
import dev.tare.agent.process.UnavailableException;
import dev.tare.agent.runtime.Instance;
import dev.tare.agent.runtime.LaunchSpec;
import dev.tare.agent.runtime.RuntimeDriver;
import dev.tare.common.Protocol;
import dev.tare.common.catalog.EngineKind;
import dev.tare.common.clock.Offset;
import dev.tare.proto.agent.v1.TrialPrepared;
import dev.tare.proto.probe.v1.Hello;
import dev.tare.proto.probe.v1.Prepared;
import dev.tare.proto.probe.v1.ProbeRequest;
import dev.tare.proto.probe.v1.ProbeResponse.KindCase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * From a controller's order to a probe that waits for its start. What does not depend on each other runs at once. However
 * far it gets, what it got is here for the teardown.
 */
final class Preparation {

    private final TrialSpec spec;
    private final Company company;
    private final TrialTools tools;
    private final Ledger ledger;
    private final Mailbox mailbox;
    private final Steps steps;
    private final Background background;
    private final Deadline deadline;
    private @Nullable HostSnapshot before;
    private @Nullable ProbeLink link;

    Preparation(
            TrialSpec spec,
            Company company,
            TrialTools tools,
            Ledger ledger,
            Mailbox mailbox,
            Steps steps,
            Background background) {
        this.spec = spec;
        this.company = company;
        this.tools = tools;
        this.ledger = ledger;
        this.mailbox = mailbox;
        this.steps = steps;
        this.background = background;
        this.deadline = Deadline.after(spec.prepareTimeout());
    }

    /** The host as it was before anything was made; empty when the trial ended before that was known. */
    Optional<HostSnapshot> before() {
        return Optional.ofNullable(before);
    }

    /** The conversation with the probe, once there is one. */
    Optional<ProbeLink> link() {
        return Optional.ofNullable(link);
    }

    Ready run() throws TrialEnd, InterruptedException {
        Optional<Availability.Unusable> objection = tools.policy().toTrial(spec);
        if (objection.isPresent()) {
            throw TrialEnd.unavailable(
                    "not-allowed", objection.get().reason(), objection.get().remedy());
        }
        RuntimeDriver runtime = tools.drivers()
                .runtime(spec.setup().getRuntime())
                .orElseThrow(() -> unknown("runtime", spec.setup().getRuntime()));
        NetworkDriver network = tools.drivers()
                .network(spec.setup().getNetwork())
                .orElseThrow(() -> unknown("network", spec.setup().getNetwork()));
        CompletableFuture<Optional<Layered>> layering = background.start("engine", this::layer);
        Availability.Usable usable = openings(runtime);
        Optional<Layered> layered = result(layering, "internal");
        if (layered.isPresent() && layered.get().availability() instanceof Availability.Unusable unusable) {
            throw TrialEnd.unavailable("engine-unavailable", unusable.reason(), unusable.remedy());
        }
        Attachment attached = result(background.start("attach", () -> attach(network)), "attach-failed");
        Path rootfs =
                layered.map(it -> it.layer().rootfs()).orElse(tools.bundle().rootfs());
        Instance instance = launch(runtime, attached, rootfs);
        tuneKernel(attached);
        ProbeLink probe = ProbeLink.open(instance, mailbox);
        link = probe;
        CompletableFuture<Counted> counting = background.start("counters-before", () -> count(network, attached));
        Hello hello = hello(probe);
        Offset offset = timed("clock-before", () -> probe.calibrate(hello, deadline));
        // the counters have to be older than the probe's first packet
        Counted counted = result(counting, "attach-failed");
        Attachment attachment = counted.attachment();
        PathCounters countersBefore = counted.counters();
        CompletableFuture<PathProof> proof = background.start(
                "prove-path", () -> network.prove(attachment, spec.attach(), countersBefore.disciplines()));
        Prepared prepared = timed("probe-setup", () -> setUp(probe, attachment, network));
        TrialPrepared.Builder answer = TrialPrepared.newBuilder()
                .setPath(Wire.path(result(proof, "attach-failed")))
                .setRuntime(Wire.availability(runtime.name(), spec.setup().getRuntimeOptionsMap(), usable))
                .setBundleDigest(tools.bundle().digest())
                .setProbeClock(Wire.clock(offset))
                .setHello(hello)
                .setProbe(prepared)
                .setCounters(Wire.counters(countersBefore));
        layered.ifPresent(it -> answer.setEngine(Wire.engine(it.name(), it.availability()))
                .setEngineLayerDigest(it.layer().digest()));
        return new Ready(answer.addAllSteps(Wire.steps(steps.all())).build(), probe, instance, attachment, offset);
    }

    /** What has to be done before the first object is made; none of it waits for another. */
    private Availability.Usable openings(RuntimeDriver runtime) throws TrialEnd, InterruptedException {
        CompletableFuture<HostSnapshot> snapshot =
                background.start("audit-before", () -> company.before(tools.audit()));
        Map<String, String> options = spec.setup().getRuntimeOptionsMap();
        CompletableFuture<Availability> availability =
                background.start("availability", () -> tools.availabilities().of(runtime, options, deadline));
        if (spec.shaping().isPresent()) {
            result(background.start("shape", this::shape), "attach-failed");
        }
        before = result(snapshot, "internal");
        return switch (result(availability, "internal")) {
            case Availability.Usable usable -> usable;
            case Availability.Unusable unusable ->
                throw TrialEnd.unavailable("runtime-unavailable", unusable.reason(), unusable.remedy());
        };
    }

    /** Of a foreign engine: whether it is there, and what has to be in the runtime for it. */
    private Optional<Layered> layer() throws Exception {
        if (spec.engine().isEmpty()) {
            return Optional.empty();
        }
        EngineKind kind = spec.engine().get();
        Availability availability = tools.engines().check(kind, deadline);
        EngineLayer layer = availability instanceof Availability.Usable
                ? tools.layers().layer(deadline)
                : new EngineLayer(tools.bundle().rootfs(), "");
        return Optional.of(new Layered(kind.name(), availability, layer));
    }

    private record Layered(String name, Availability availability, EngineLayer layer) {}

    private Attachment attach(NetworkDriver network) throws Exception {
        String device = spec.setup().getDataInterface();
        tools.tuner().resize(device, spec.tuning(), spec.trialId(), ledger);
        if (tools.policy().tuning()) {
            network.freshen(spec.attach(), ledger);
        }
        Attachment attachment = network.attach(spec.attach(), ledger);
        tools.tuner().setOffloads(attachment, device, spec.tuning(), spec.trialId(), ledger);
        return attachment;
    }

    /** While the probe says its first word: a daemon's network is complete only when the runtime has started. */
    private Counted count(NetworkDriver network, Attachment attached) throws IOException, InterruptedException {
        Attachment whole = network.complete(attached, spec.attach(), ledger);
        return new Counted(whole, tools.counters().read(spec.counted(whole)));
    }

    private record Counted(Attachment attachment, PathCounters counters) {}

    private void tuneKernel(Attachment attachment) throws TrialEnd, InterruptedException {
        if (!spec.tuning().sysctls().isEmpty()) {
            result(
                    background.start("tune", () -> {
                        tools.tuner().setSysctls(attachment, spec.tuning(), spec.trialId(), ledger);
                        return true;
                    }),
                    "attach-failed");
        }
    }

    private boolean shape() throws Exception {
        tools.shaper()
                .shape(
                        spec.setup().getDataInterface(),
                        spec.shaping().orElseThrow(),
                        spec.setup().getMtuBytes(),
                        deadline);
        return true;
    }

    private Instance launch(RuntimeDriver runtime, Attachment attachment, Path rootfs)
            throws TrialEnd, InterruptedException {
        Map<String, String> environment = new HashMap<>(tools.bundle().environment());
        environment.put(
                LeakAudit.TRIAL_VARIABLE,
                tools.workplace().names(spec.trialId()).tag());
        LaunchSpec launch = new LaunchSpec(
                spec.trialId(),
                spec.setup().getRuntimeOptionsMap(),
                rootfs,
                tools.bundle().command(),
                environment,
                tools.cpus().cpus(),
                attachment);
        try {
            Instance instance =
                    result(background.start("launch", () -> runtime.launch(launch, ledger)), "launch-failed");
            steps.addAll(instance.startup());
            return instance;
        } catch (TrialEnd e) {
            tools.availabilities().forget(runtime);
            throw e;
        }
    }

    private Hello hello(ProbeLink probe) throws TrialEnd, InterruptedException {
        Hello hello = timed("hello", () -> probe.expect(KindCase.HELLO, deadline, "probe-hung"))
                .message()
                .getHello();
        if (hello.getProtocolVersion() != Protocol.VERSION) {
            throw TrialEnd.failed(
                    "probe-garbage",
                    "the probe speaks protocol " + hello.getProtocolVersion() + ", this agent " + Protocol.VERSION);
        }
        return hello;
    }

    private Prepared setUp(ProbeLink probe, Attachment attachment, NetworkDriver network)
            throws TrialEnd, InterruptedException {
        probe.send(ProbeRequest.newBuilder()
                .setSetup(spec.probe(attachment.address()))
                .build());
        try {
            return probe.expect(KindCase.PREPARED, deadline, "probe-hung")
                    .message()
                    .getPrepared();
        } catch (TrialEnd e) {
            Optional<String> suspicion =
                    e.code().equals("connect-failed") ? network.suspicion(spec.attach()) : Optional.empty();
            throw suspicion.isEmpty() ? e : TrialEnd.failed(e.code(), e.message() + "; " + suspicion.get());
        }
    }

    /** A wait of this very thread, timed. */
    private <T> T timed(String step, Wait<T> wait) throws TrialEnd, InterruptedException {
        long startNanos = System.nanoTime();
        T result = wait.await();
        steps.add(new dev.tare.agent.runtime.Step(step, startNanos, System.nanoTime()));
        return result;
    }

    /** Something that ends with a result, or with the trial. */
    private interface Wait<T> {
        T await() throws TrialEnd, InterruptedException;
    }

    private <T> T result(CompletableFuture<T> work, String failureCode) throws TrialEnd, InterruptedException {
        try {
            return mailbox.await(work, deadline)
                    .orElseThrow(
                            () -> TrialEnd.failed("prepare-timeout", "not prepared within " + spec.prepareTimeout()));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof MissingToolException missing) {
                throw TrialEnd.unavailable("tool-missing", String.valueOf(missing.getMessage()), missing.remedy());
            }
            if (cause instanceof UnavailableException unavailable) {
                String what = failureCode.equals("attach-failed") ? "network" : "runtime";
                throw TrialEnd.unavailable(what + "-unavailable", unavailable.reason(), unavailable.remedy());
            }
            if (cause instanceof UntunableException untunable) {
                throw TrialEnd.unavailable(
                        "tuning-unavailable", String.valueOf(untunable.getMessage()), untunable.remedy());
            }
            throw TrialEnd.failed(failureCode, cause);
        }
    }

    private static TrialEnd unknown(String what, String name) {
        return TrialEnd.unavailable(
                what + "-unknown",
                "this agent knows no " + what + " " + name,
                "install the controller's version of the agent on this host");
    }

    /** A probe that waits for its start, and all that is needed to run the trial. */
    record Ready(TrialPrepared answer, ProbeLink link, Instance instance, Attachment attachment, Offset offset) {}
}
