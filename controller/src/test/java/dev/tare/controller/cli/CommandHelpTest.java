package dev.tare.controller.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tare.controller.fleet.AgentDescription;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What help says of the JSON that commands print. */
final class CommandHelpTest {

    private static final String FIELDS = "hosts[].runtimes[]:";

    @Test
    void everyFieldOfARuntimeIsNamed() {
        String help = Ran.of("doctor", "--help").out();
        String fields = help.substring(help.indexOf(FIELDS) + FIELDS.length());
        assertThat(fields.strip().split(",\\s+"))
                .containsExactlyInAnyOrder(Arrays.stream(AgentDescription.RuntimeOnHost.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toArray(String[]::new));
    }
}
