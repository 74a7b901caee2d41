package dev.tare.agent.service;

import dev.tare.agent.ledger.Entry;
import dev.tare.agent.network.AttachSpec;
import dev.tare.agent.network.Attachment;
import dev.tare.agent.network.Attachment.Device;
import dev.tare.agent.process.SideIds;
import dev.tare.common.catalog.AttachmentKind;
import dev.tare.common.catalog.Catalog;
import dev.tare.common.catalog.EngineKind;
import dev.tare.common.catalog.NetworkKind;
import dev.tare.common.catalog.OptionSpec;
import dev.tare.common.catalog.RuntimeKind;
import dev.tare.common.catalog.Tuning;
import dev.tare.common.catalog.WorkloadKind;
import dev.tare.common.text.Printable;
import dev.tare.common.units.Shaping;
import dev.tare.proto.agent.v1.TrialSetup;
import dev.tare.proto.probe.v1.Role;
import dev.tare.proto.probe.v1.Setup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a controller asked for, checked: names by grammar, so that none can be taken for an option of a command. */
record TrialSpec(TrialSetup setup) {

    private static final Pattern TRIAL_ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.@-]{0,14}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f.:]{2,45}");
    private static final Pattern CIDR = Pattern.compile("[0-9A-Fa-f.:]{2,45}/[0-9]{1,3}");
    private static final int MINIMUM_MTU_BYTES = 68;
    private static final int MAXIMUM_MTU_BYTES = 65_535;
    private static final long MINIMUM_SAMPLE_NANOS = 1_000_000;
    private static final Duration DEFAULT_PREPARE = Duration.ofMinutes(1);

    /**
     * Two seconds were too few: for a guest under emulation, whose probe is not compiled yet; and for an agent that gives way to
     * traffic which leaves nothing of their CPU over. The last of them it listens without giving way.
     */
    private static final Duration HUNG_AT_LEAST = Duration.ofSeconds(6);

    private static final int HUNG_INTERVALS = 10;

    /** After the window a foreign engine may take its time to connect the ends, and the probe 10 s to lose patience. */
    private static final Duration ENGINE_ENDING = Duration.ofSeconds(12);

    TrialSpec {
        check(TRIAL_ID, setup.getTrialId(), "trial_id");
        check(INTERFACE, setup.getDataInterface(), "data_interface");
        check(CIDR, setup.getLocalAddress(), "local_address");
        check(ADDRESS, setup.getPeerAddress(), "peer_address");
        check(ADDRESS, setup.getHostAddress(), "host_address");
        check(ADDRESS, setup.getPeerHostAddress(), "peer_host_address");
        int mtu = setup.getMtuBytes();
        require(mtu >= MINIMUM_MTU_BYTES && mtu <= MAXIMUM_MTU_BYTES, "mtu_bytes is " + mtu);
        Tuning tuning = Tuning.of(setup.getTuningMap());
        require(
                tuning.mtuBytes().isEmpty() || tuning.mtuBytes().getAsInt() == mtu,
                "mtu_bytes is " + mtu + ", tuning says " + tuning.mtuBytes());
        require(
                !setup.getHostAddress().equals(setup.getPeerHostAddress())
                        || (setup.getTuningMap().isEmpty() && !setup.hasShaping()),
                "a pair of a host with itself has no link and takes no tuning");
        require(setup.hasProbe() && setup.getProbe().getIntervalNanos() > 0, "probe.interval_nanos has to be set");
        require(
                setup.getHostSampleIntervalNanos() >= MINIMUM_SAMPLE_NANOS,
                "host_sample_interval_nanos has to be " + MINIMUM_SAMPLE_NANOS + " or more");
        require(setup.getProbe().getRole() != Role.ROLE_UNSPECIFIED, "probe.role has to be set");
        requireNetworkOptions(setup);
        Optional<String> meaningless = Catalog.runtime(setup.getRuntime(), setup.getRuntimeOptionsMap())
                .flatMap(
                        runtime -> WorkloadKind.refuse(runtime, setup.getProbe().getWorkloadOptionsMap()));
        require(meaningless.isEmpty(), meaningless.orElse(""));
        require(
                engine(setup).isPresent(),
                "this agent knows no engine " + setup.getProbe().getEngine());
    }

    /** What they mean is in the addresses already: they are here to be refused where a network has no such option. */
    private static void requireNetworkOptions(TrialSetup setup) {
        Optional<NetworkKind> network = Catalog.find(Catalog.networks(), setup.getNetwork());
        for (Map.Entry<String, String> option : setup.getNetworkOptionsMap().entrySet()) {
            Optional<OptionSpec> known = network.stream()
                    .flatMap(kind -> kind.options().stream())
                    .filter(spec -> spec.name().equals(option.getKey()))
                    .findFirst();
            require(
                    network.isEmpty() || known.isPresent(),
                    "network " + setup.getNetwork() + " has no option " + Printable.of(option.getKey())
                            + "; leave it out");
            require(
                    known.isEmpty()
                            || known.get().choices().isEmpty()
                            || known.get().choices().contains(option.getValue()),
                    "option " + option.getKey() + " of network " + setup.getNetwork() + " is "
                            + Printable.of(option.getValue()) + "; it may be one of "
                            + known.map(OptionSpec::choices).orElse(List.of()));
        }
    }

    /** Names what this side makes: where the other one is on this host, too, it has names of its own. */
    String trialId() {
        return isOneHost() ? SideIds.of(setup.getTrialId(), serves()) : setup.getTrialId();
    }

    boolean isOneHost() {
        return setup.getHostAddress().equals(setup.getPeerHostAddress());
    }

    /**
     * Whether traffic goes before all ordinary threads as it is: an agent that gave way besides would only be behind others in what
     * the kernel keeps for such threads, which is little.
     */
    boolean isRealTime() {
        return WorkloadKind.isRealTime(setup.getProbe().getWorkloadOptionsMap());
    }

    /** Whether that is the same trial on this host, of the same controller, and its other side: only it knows the token. */
    boolean isOtherSideOf(TrialSpec other) {
        return isOneHost()
                && other.isOneHost()
                && serves() != other.serves()
                && setup.getTrialId().equals(other.setup.getTrialId())
                && setup.getHolder().equals(other.setup.getHolder())
                && setup.getProbe().getToken().equals(other.setup.getProbe().getToken());
    }

    /** Whether that object is of this trial. */
    boolean owns(Entry entry) {
        return entry.trialId().equals(trialId())
                || (isOneHost() && entry.trialId().equals(setup.getTrialId()));
    }

    private boolean serves() {
        return setup.getProbe().getRole() == Role.ROLE_SERVER;
    }

    /** Devices whose counters tell where the trial's bytes went: the path's, and the data device in any case. */
    List<Device> counted(Attachment attachment) {
        Device data = new Device(setup.getDataInterface(), null);
        List<Device> counted = new ArrayList<>(attachment.devices());
        if (!counted.contains(data)) {
            counted.add(data);
        }
        return counted;
    }

    AttachSpec attach() {
        return new AttachSpec(
                trialId(),
                attachmentKind(),
                setup.getDataInterface(),
                setup.getLocalAddress(),
                setup.getPeerAddress(),
                setup.getHostAddress(),
                setup.getPeerHostAddress(),
                peerBoots(),
                setup.getMtuBytes());
    }

    /** The foreign engine that produces the traffic; empty where the probe does. */
    Optional<EngineKind> engine() {
        return engine(setup).filter(EngineKind::foreign);
    }

    private static Optional<EngineKind> engine(TrialSetup setup) {
        String name = setup.getProbe().getEngine();
        return Catalog.find(Catalog.engines(), name.isEmpty() ? EngineKind.BUILTIN : name);
    }

    Tuning tuning() {
        return Tuning.of(setup.getTuningMap());
    }

    private boolean peerBoots() {
        return Catalog.find(Catalog.runtimes(), setup.getPeerRuntime())
                .filter(runtime -> runtime.accepts().contains(AttachmentKind.TAP))
                .isPresent();
    }

    /** Of kinds that the catalogue does not describe, only the host's own namespace is known. */
    private AttachmentKind attachmentKind() {
        Optional<RuntimeKind> runtime = Catalog.runtime(setup.getRuntime(), setup.getRuntimeOptionsMap());
        Optional<NetworkKind> network = Catalog.find(Catalog.networks(), setup.getNetwork());
        if (runtime.isEmpty() || network.isEmpty()) {
            return AttachmentKind.HOST_NETNS;
        }
        return Catalog.attachment(runtime.get(), network.get())
                .orElseThrow(() -> new IllegalArgumentException(
                        Catalog.refuse(runtime.get(), network.get()).orElse("")));
    }

    Optional<Shaping> shaping() {
        return setup.hasShaping()
                ? Optional.of(new Shaping(
                        setup.getShaping().getRateBitsPerSecond(),
                        setup.getShaping().getBurstBytes(),
                        setup.getShaping().getLimitBytes()))
                : Optional.empty();
    }

    /** What the probe is told: its own address is the attachment's, the server's is its own or the peer's. */
    Setup probe(String attachedCidr) {
        String own = attachedCidr.substring(0, attachedCidr.indexOf('/'));
        return setup.getProbe().toBuilder()
                .setTrialId(setup.getTrialId())
                .setLocalAddress(own)
                .setServerAddress(serves() ? own : setup.getPeerAddress())
                .build();
    }

    Duration prepareTimeout() {
        return setup.getPrepareTimeoutNanos() > 0 ? Duration.ofNanos(setup.getPrepareTimeoutNanos()) : DEFAULT_PREPARE;
    }

    /** A probe that says nothing for this long is hung. */
    Duration silence() {
        Duration intervals =
                Duration.ofNanos(setup.getProbe().getIntervalNanos()).multipliedBy(HUNG_INTERVALS);
        Duration silence = intervals.compareTo(HUNG_AT_LEAST) > 0 ? intervals : HUNG_AT_LEAST;
        return engine().isPresent() ? silence.plus(ENGINE_ENDING) : silence;
    }

    private static void check(Pattern pattern, String value, String field) {
        require(pattern.matcher(value).matches(), field + " does not fit " + pattern.pattern());
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
