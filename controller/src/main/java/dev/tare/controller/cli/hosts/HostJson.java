package dev.tare.controller.cli.hosts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tare.controller.archive.ArchiveJson;
import dev.tare.controller.fleet.AgentDescription;
import dev.tare.controller.fleet.Check;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All hosts for programs. */
final class HostJson {

    private static final int SCHEMA_VERSION = 1;

    private HostJson() {}

    record Document(@JsonProperty("schemaVersion") int schemaVersion, List<Entry> hosts) {}

    /** What is known only of a host that answered is null or empty otherwise. */
    record Entry(
            String name,
            String agent,
            boolean reachable,
            @Nullable String failure,
            @Nullable String version,
            @Nullable Integer protocolVersion,
            @Nullable String bundleDigest,
            @Nullable String engineLayerDigest,
            @Nullable String heldBy,
            @Nullable String heldSince,
            @Nullable Long clockBoundNs,
            List<Check> checks,
            AgentDescription.@Nullable Host host,
            List<AgentDescription.RuntimeOnHost> runtimes,
            List<AgentDescription.NetworkOnHost> networks,
            List<AgentDescription.EngineOnHost> engines) {}

    static String of(List<HostAnswer> answers) {
        Document document = new Document(
                SCHEMA_VERSION, answers.stream().map(HostJson::entry).toList());
        try {
            return ArchiveJson.page().writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("descriptions always have a JSON form", impossible);
        }
    }

    private static Entry entry(HostAnswer answer) {
        AgentDescription known = answer.description();
        if (known == null) {
            return new Entry(
                    answer.name(),
                    answer.agent(),
                    false,
                    answer.failure(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    null,
                    List.of(),
                    List.of(),
                    List.of());
        }
        return new Entry(
                answer.name(),
                answer.agent(),
                true,
                null,
                known.version(),
                known.protocolVersion(),
                known.bundleDigest(),
                known.engineLayerDigest(),
                known.heldBy(),
                known.heldSince(),
                answer.clockBoundNanos(),
                answer.checks(),
                known.host(),
                known.runtimes(),
                known.networks(),
                known.engines());
    }
}
