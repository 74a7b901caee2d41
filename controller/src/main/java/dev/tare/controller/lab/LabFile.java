package dev.tare.controller.lab;

import dev.tare.common.tls.TlsFiles;
import dev.tare.common.units.LinkRate;
import dev.tare.controller.trial.Side;
import dev.tare.controller.yaml.Keys;
import dev.tare.controller.yaml.Node;
import dev.tare.controller.yaml.Problems;
import dev.tare.controller.yaml.Scalars;
import dev.tare.controller.yaml.YamlDocument;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code lab.yaml}: who the hosts are, where their agents listen, the link between them, and the certificates.
 * Whatever is wrong ends the command with {@code file:line:column}. Files under {@code tls} are relative to the lab file.
 */
public final class LabFile {

    private static final int SCHEMA_VERSION = 1;
    private static final long MOST_MTU_BYTES = 65_535;
    private static final long LEAST_MTU_BYTES = 1_280;
    private static final long MOST_PORT = 65_535;

    private static final List<String> TOP = List.of("schemaVersion", "name", "madeByTare", "hosts", "link", "tls");
    private static final List<String> HOST = List.of("agent", "data");
    private static final List<String> DATA = List.of("interface", "address", "runtimeAddress", "port");
    private static final List<String> LINK = List.of("rate", "mtu");
    private static final List<String> TLS = List.of("ca", "certificate", "key", "crl");

    private final Path folder;
    private final Problems problems;

    private LabFile(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    public static Lab read(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = Optional.ofNullable(absolute.getParent()).orElse(absolute);
        return read(YamlDocument.read(file), folder);
    }

    static Lab read(YamlDocument document, Path folder) {
        Problems problems = document.problems();
        Optional<Lab> lab = new LabFile(folder, problems).lab(document.root());
        problems.throwIfAny();
        return lab.orElseThrow(() -> new IllegalStateException("a lab file without problems and without a lab"));
    }

    private Optional<Lab> lab(Node node) {
        Keys keys = Keys.of(node, problems, "the lab file", TOP);
        keys.require("schemaVersion")
                .ifPresent(version -> Scalars.integer(version, SCHEMA_VERSION, SCHEMA_VERSION, problems));
        String name =
                keys.get("name").flatMap(value -> Scalars.text(value, problems)).orElse("lab");
        boolean madeByTare = keys.get("madeByTare")
                .flatMap(value -> Scalars.bool(value, problems))
                .orElse(false);
        Map<Side, Lab.Host> hosts = keys.require("hosts").map(this::hosts).orElseGet(Map::of);
        Optional<Lab.Link> link = keys.require("link").flatMap(this::link);
        Optional<TlsFiles> tls = keys.require("tls").flatMap(this::tls);
        if (hosts.size() < Side.values().length || link.isEmpty() || tls.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Lab(name, madeByTare, hosts, link.get(), tls.get()));
    }

    private Map<Side, Lab.Host> hosts(Node node) {
        List<String> sides = List.of(Side.CLIENT.word(), Side.SERVER.word());
        Keys keys = Keys.of(node, problems, "hosts", sides);
        Map<Side, Lab.Host> hosts = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            keys.require(side.word())
                    .flatMap(value -> host(value, "the " + side.word()))
                    .ifPresent(host -> hosts.put(side, host));
        }
        return hosts;
    }

    private Optional<Lab.Host> host(Node node, String what) {
        Keys keys = Keys.of(node, problems, what, HOST);
        Optional<String> agent =
                keys.require("agent").flatMap(value -> Scalars.parsed(value, Endpoint::parse, problems));
        Optional<Keys> data =
                keys.require("data").map(value -> Keys.of(value, problems, "the data side of " + what, DATA));
        if (data.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> device = data.get().require("interface").flatMap(value -> device(value));
        Optional<Cidr> address =
                data.get().require("address").flatMap(value -> Scalars.parsed(value, Cidr::parse, problems));
        Optional<String> runtime = data.get()
                .get("runtimeAddress")
                .flatMap(value -> Scalars.parsed(value, Cidr::parse, problems))
                .map(Cidr::toString)
                .or(() -> address.flatMap(own -> runtimeAddress(own, node)));
        int port = data.get()
                .get("port")
                .flatMap(value -> Scalars.integer(value, 1, MOST_PORT, problems))
                .map(Long::intValue)
                .orElse(LabAddresses.DATA_PORT);
        if (agent.isEmpty() || device.isEmpty() || address.isEmpty() || runtime.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Lab.Host(agent.get(), device.get(), address.get().toString(), runtime.get(), port));
    }

    private Optional<String> runtimeAddress(Cidr own, Node host) {
        Optional<String> address = own.plus(Cidr.RUNTIME_DISTANCE).map(Cidr::toString);
        if (address.isEmpty()) {
            problems.add(
                    host.mark(),
                    "no address " + Cidr.RUNTIME_DISTANCE + " above " + own
                            + " for runtimes that get one of their own: write data.runtimeAddress");
        }
        return address;
    }

    private Optional<String> device(Node node) {
        return Scalars.parsed(
                node,
                text -> {
                    // IFNAMSIZ is 16 with the final zero
                    if (!text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,14}")) {
                        throw new IllegalArgumentException("'" + text + "' is no name of a network device");
                    }
                    return text;
                },
                problems);
    }

    private Optional<Lab.Link> link(Node node) {
        Keys keys = Keys.of(node, problems, "link", LINK);
        Optional<LinkRate> rate =
                keys.require("rate").flatMap(value -> Scalars.parsed(value, LinkRate::parse, problems));
        int mtuBytes = keys.get("mtu")
                .flatMap(value -> Scalars.integer(value, LEAST_MTU_BYTES, MOST_MTU_BYTES, problems))
                .map(Long::intValue)
                .orElse(LabSpec.DEFAULT_MTU_BYTES);
        return rate.map(known -> new Lab.Link(known.bitsPerSecond(), mtuBytes));
    }

    private Optional<TlsFiles> tls(Node node) {
        Keys keys = Keys.of(node, problems, "tls", TLS);
        Optional<Path> authority = file(keys, "ca");
        Optional<Path> certificate = file(keys, "certificate");
        Optional<Path> key = file(keys, "key");
        if (authority.isEmpty() || certificate.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TlsFiles(
                authority.get(),
                certificate.get(),
                key.get(),
                keys.get("crl")
                        .flatMap(value -> Scalars.parsed(value, folder::resolve, problems))
                        .orElse(null)));
    }

    private Optional<Path> file(Keys keys, String key) {
        return keys.require(key).flatMap(value -> Scalars.parsed(value, folder::resolve, problems));
    }
}
