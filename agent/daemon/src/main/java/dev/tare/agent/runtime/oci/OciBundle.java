package dev.tare.agent.runtime.oci;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.process.StateDirectory;
import dev.tare.agent.process.TrialNames;
import dev.tare.agent.process.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The directory that an OCI runtime starts a container from; it holds the runtime's own state of that container too. */
public record OciBundle(Path directory) {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    public static OciBundle write(
            Workplace workplace, TrialNames names, String trialId, Map<String, Object> config, Ledger ledger)
            throws IOException {
        Path directory = StateDirectory.make(workplace, names, trialId, ledger);
        Files.createDirectories(directory.resolve("state"));
        JSON.writeValue(directory.resolve("config.json").toFile(), config);
        return new OciBundle(directory);
    }

    /** For the runtime's {@code --root}: no other container is known there. */
    public Path state() {
        return directory.resolve("state");
    }
}
