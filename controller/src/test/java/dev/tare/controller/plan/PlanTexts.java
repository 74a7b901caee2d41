package dev.tare.controller.plan;

import dev.tare.controller.yaml.YamlDocument;
import java.util.OptionalLong;

/** Plans for tests. */
final class PlanTexts {

    /** As the design gives it. */
    static final String DESIGN = """
            schemaVersion: 1
            name: demo
            seed: 42
            repetitions: 10
            duration: 10s
            warmup: 2s
            interval: 100ms
            factors:
              runtime: [native, runc, {gvisor: {platform: systrap}}]
              network: [host, bridge]
              workload: [{tcp-stream: {block: 128KiB}}, tcp-rr]
              link: [10GE, unlimited]          # only in labs that Tare made
            exclude: [{runtime: gvisor, network: host}]
            """;

    static final String SMALL = """
            schemaVersion: 1
            name: small
            factors:
              runtime: [native]
              network: [host]
              workload: [tcp-rr]
            """;

    private PlanTexts() {}

    static Plan read(String text) {
        return read(text, OptionalLong.empty());
    }

    static Plan read(String text, OptionalLong seed) {
        return PlanReader.read(YamlDocument.parse("plan.yaml", text), seed, () -> 7);
    }
}
