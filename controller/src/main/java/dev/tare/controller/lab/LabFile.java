package dev.tare.controller.lab;

import dev.tare.common.tls.TlsFiles;
import dev.tare.common.units.LinkRate;
import dev.tare.controller.yaml.Keys;
import dev.tare.controller.yaml.Node;
import dev.tare.controller.yaml.Problems;
import dev.tare.controller.yaml.Scalars;
import dev.tare.controller.yaml.YamlDocument;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * Reads {@code lab.yaml}: who the hosts are, where their agents listen, the link between them, and the certificates.
 * Whatever is wrong ends the command with {@code file:line:column}. Files under {@code tls} are relative to the lab file.
 */
public final class LabFile {

    private static final int SCHEMA_VERSION = 1;
    private static final long MOST_MTU_BYTES = 65_535;
    private static final long LEAST_MTU_BYTES = 1_280;
    private static final int LEAST_HOSTS = 1;
    private static final int MOST_HOSTS = 1_000;
    private static final long MOST_PORT = 65_535;

    private static final List<String> TOP = List.of("schemaVersion", "name", "madeByTare", "hosts", "link", "tls");
    private static final List<String> HOST = List.of("agent", "data");
    private static final List<String> DATA =
            List.of("interface", "address", "runtimeAddress", "address6", "runtimeAddress6", "port");
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
        SequencedMap<String, Lab.Host> hosts =
                keys.require("hosts").map(this::hosts).orElseGet(LinkedHashMap::new);
        Optional<Lab.Link> link = keys.require("link").flatMap(this::link);
        Optional<TlsFiles> tls = keys.require("tls").flatMap(this::tls);
        if (hosts.size() < LEAST_HOSTS || link.isEmpty() || tls.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Lab(name, madeByTare, hosts, link.get(), tls.get()));
    }

    private SequencedMap<String, Lab.Host> hosts(Node node) {
        SequencedMap<String, Lab.Host> hosts = new LinkedHashMap<>();
        Map<String, String> owners = new HashMap<>();
        SequencedMap<String, Node> named = Keys.free(node, problems, "hosts");
        named.forEach((name, value) -> {
            if (!HostName.isSound(name)) {
                problems.add(value.mark(), HostName.refusal(name));
            }
            host(value, "host " + name).ifPresent(host -> {
                hosts.put(name, host);
                own(host).forEach((what, address) -> {
                    String owner = what + " of host " + name;
                    String other = owners.putIfAbsent(address, owner);
                    if (other != null) {
                        problems.add(value.mark(), address + " is the " + other + " and the " + owner);
                    }
                });
            });
        });
        if (named.size() < LEAST_HOSTS || named.size() > MOST_HOSTS) {
            problems.add(
                    node.mark(), "a lab has from " + LEAST_HOSTS + " to " + MOST_HOSTS + " hosts, not " + named.size());
        }
        return hosts;
    }

    /** What no two hosts may have in common, by what it is. A runtime's address may be one that nobody has written. */
    private static Map<String, String> own(Lab.Host host) {
        Map<String, String> own = new LinkedHashMap<>();
        own.put("agent", host.agent());
        own.put("data.address", withoutPrefix(host.dataAddress()));
        own.put("data.runtimeAddress", withoutPrefix(host.runtimeAddress()));
        Lab.Ipv6 six = host.six();
        if (six != null) {
            own.put("data.address6", withoutPrefix(six.dataAddress()));
            own.put("data.runtimeAddress6", withoutPrefix(six.runtimeAddress()));
        }
        return own;
    }

    private static String withoutPrefix(String cidr) {
        return cidr.substring(0, cidr.indexOf('/'));
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
                data.get().require("address").flatMap(value -> Scalars.parsed(value, Cidr::parseIpv4, problems));
        Optional<String> runtime =
                address.flatMap(own -> runtimeAddress(own, data.get(), "runtimeAddress", Cidr::parseIpv4));
        Optional<Lab.Ipv6> six = data.get()
                .get("address6")
                .flatMap(value -> Scalars.parsed(value, Cidr::parseIpv6, problems))
                .flatMap(own -> runtimeAddress(own, data.get(), "runtimeAddress6", Cidr::parseIpv6)
                        .map(its -> new Lab.Ipv6(own.toString(), its)));
        int port = data.get()
                .get("port")
                .flatMap(value -> Scalars.integer(value, 1, MOST_PORT, problems))
                .map(Long::intValue)
                .orElse(LabAddresses.DATA_PORT);
        if (agent.isEmpty() || device.isEmpty() || address.isEmpty() || runtime.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Lab.Host(
                agent.get(), device.get(), address.get().toString(), runtime.get(), six.orElse(null), port));
    }

    /** What the file says, or so many above the host's own. */
    private Optional<String> runtimeAddress(Cidr own, Keys data, String key, Function<String, Cidr> parser) {
        Optional<Node> written = data.get(key);
        if (written.isPresent()) {
            return Scalars.parsed(written.get(), parser, problems).map(Cidr::toString);
        }
        Optional<String> address = own.plus(Cidr.RUNTIME_DISTANCE).map(Cidr::toString);
        if (address.isEmpty()) {
            problems.add(
                    data.mark(),
                    "no address " + Cidr.RUNTIME_DISTANCE + " above " + own
                            + " for runtimes that get one of their own: write data." + key);
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
