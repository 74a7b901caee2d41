package dev.tare.controller.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tare.controller.clock.ControllerClock;
import dev.tare.controller.fleet.Agent;
import dev.tare.controller.fleet.AgentException;
import dev.tare.controller.fleet.AgentException.Problem;
import dev.tare.controller.fleet.Fleet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
final class AgentPatienceTest {

    private static final Duration ANSWER_LIMIT = Duration.ofMillis(100);

    private final ControllerClock clock = ControllerClock.startingNow();

    @TempDir
    private Path directory;

    private Rig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig(directory);
        rig.client.mute(true);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void whoHangsForTheLongestQuestionIsNotAskedAgain() throws Exception {
        assertThat(timesAsked(ANSWER_LIMIT, Duration.ofSeconds(20))).isEqualTo(1);
    }

    @Test
    void whoDoesNotAnswerAShortQuestionIsAskedAgain() throws Exception {
        assertThat(timesAsked(Duration.ofMinutes(2), Duration.ofSeconds(3))).isGreaterThan(1);
    }

    private int timesAsked(Duration silenceLimit, Duration goneLimit) throws Exception {
        AgentPatience patience =
                new AgentPatience(clock, new Interruption(), goneLimit, goneLimit, silenceLimit, why -> {});
        AtomicInteger asked = new AtomicInteger();
        try (Fleet fleet = Fleet.of(rig.lab, clock)) {
            Agent client = fleet.agent("client");
            AgentException silent = catchThrowableOfType(
                    AgentException.class,
                    () -> patience.await(client, it -> {
                        asked.incrementAndGet();
                        return it.describe(ANSWER_LIMIT, Set.of(), _ -> () -> {});
                    }));
            assertThat(silent.problem()).isEqualTo(Problem.SILENT);
        }
        return asked.get();
    }
}
