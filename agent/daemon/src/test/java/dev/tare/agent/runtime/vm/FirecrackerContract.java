package dev.tare.agent.runtime.vm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What Firecracker says to a request: by the published description of its interface ({@code firecracker-api.json}), and by what
 * its guides tell beside it. It remembers what it was asked, as Firecracker does.
 */
final class FirecrackerContract {

    /** Firecracker's own limit, unless it is started with another. */
    private static final int BODY_LIMIT_BYTES = 51200;

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final int ELF = 0x464c457f;
    private static final String INTERFACES = "/network-interfaces/";

    private final ObjectMapper mapper = new ObjectMapper();
    private final JsonNode described;
    private final Map<String, JsonNode> taken = new HashMap<>();
    private boolean started;

    FirecrackerContract() throws IOException {
        try (InputStream in = FirecrackerContract.class.getResourceAsStream("firecracker-api.json")) {
            described = mapper.readTree(Objects.requireNonNull(in));
        }
    }

    /** Whose documents it is of, the oldest first. */
    List<String> releases() {
        return described.path("compared").properties().stream()
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What was asked, by path. */
    Map<String, JsonNode> taken() {
        return Map.copyOf(taken);
    }

    /** What was asked of this path. */
    JsonNode taken(String path) {
        return Objects.requireNonNull(taken.get(path), () -> "nothing was asked of " + path);
    }

    /** The fault, in words; empty where the request is carried out. */
    Optional<String> ask(String method, String path, byte[] body) throws IOException {
        boolean isOfAnInterface = path.startsWith(INTERFACES);
        JsonNode schema = described.get(method + " " + (isOfAnInterface ? INTERFACES + "{iface_id}" : path));
        if (schema == null) {
            return Optional.of("no such request: " + method + " " + path);
        }
        if (body.length > BODY_LIMIT_BYTES) {
            return Optional.of("a body of " + body.length + " bytes");
        }
        JsonNode asked = mapper.readTree(body);
        Optional<String> fault = fault(schema, new String(body, StandardCharsets.UTF_8));
        if (fault.isEmpty()
                && isOfAnInterface
                && !path.equals(INTERFACES + asked.get("iface_id").asText())) {
            fault = Optional.of("the id in the path is not the one in the body");
        }
        if (fault.isEmpty()) {
            fault = path.equals("/actions") ? start(asked) : beforeTheStart(path, asked);
        }
        if (fault.isEmpty()) {
            taken.put(path, asked);
        }
        return fault.map(why -> method + " " + path + ": " + why);
    }

    private Optional<String> beforeTheStart(String path, JsonNode asked) throws IOException {
        if (started) {
            return Optional.of("the machine was started before");
        }
        return switch (path) {
            case "/boot-source" -> kernel(asked);
            case "/machine-config" -> processors(asked);
            default ->
                path.startsWith(INTERFACES) ? device(asked.get("host_dev_name").asText()) : Optional.empty();
        };
    }

    private static Optional<String> kernel(JsonNode asked) throws IOException {
        Path kernel = Path.of(asked.get("kernel_image_path").asText());
        ByteBuffer magic = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (SeekableByteChannel file = Files.newByteChannel(kernel)) {
            if (file.read(magic) != Integer.BYTES || magic.getInt(0) != ELF) {
                return Optional.of("the kernel is no ELF file: " + kernel);
            }
        }
        return asked.has("initrd_path")
                        && !Files.isReadable(Path.of(asked.get("initrd_path").asText()))
                ? Optional.of("there is no initrd " + asked.get("initrd_path"))
                : Optional.empty();
    }

    /** With simultaneous multithreading they come in pairs. */
    private static Optional<String> processors(JsonNode asked) {
        int count = asked.get("vcpu_count").asInt();
        return asked.path("smt").asBoolean() && count > 1 && count % 2 != 0
                ? Optional.of("an odd number of processors with smt")
                : Optional.empty();
    }

    private static Optional<String> device(String name) throws IOException {
        boolean isTap = Files.readAllLines(Path.of("/proc/thread-self/net/dev")).stream()
                .anyMatch(line -> line.strip().startsWith(name + ":"));
        return isTap ? Optional.empty() : Optional.of("there is no device " + name);
    }

    private Optional<String> start(JsonNode asked) {
        if (!asked.get("action_type").asText().equals("InstanceStart")) {
            return Optional.empty();
        }
        if (started) {
            return Optional.of("the machine was started before");
        }
        if (!taken.containsKey("/boot-source")) {
            return Optional.of("there is nothing to boot");
        }
        JsonNode vsock = taken.get("/vsock");
        if (vsock != null && Files.exists(Path.of(vsock.get("uds_path").asText()))) {
            return Optional.of("there is a file where the socket of vsock is to be");
        }
        started = true;
        return Optional.empty();
    }

    private static Optional<String> fault(JsonNode schema, String body) {
        return REGISTRY.getSchema(schema.toString()).validate(body, InputFormat.JSON).stream()
                .map(Error::toString)
                .findFirst();
    }
}
