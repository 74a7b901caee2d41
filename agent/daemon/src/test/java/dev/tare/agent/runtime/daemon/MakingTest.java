package dev.tare.agent.runtime.daemon;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.exception.ConflictException;
import dev.tare.agent.ledger.Entry;
import dev.tare.agent.runtime.MemoryLedger;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class MakingTest {

    private final MemoryLedger ledger = new MemoryLedger();
    private final Entry asked =
            ledger.record("t1", DaemonReaper.CONTAINER, "tare-0a1b2c3d", Making.details(Path.of("/run/nobody")));

    private Entry entry() {
        return ledger.open().getFirst();
    }

    @Test
    void whatIsMadeOrRefusedWillNotComeLater() throws Exception {
        assertThatThrownBy(() -> Making.requireSettled(asked)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Making.ask(asked, ledger, () -> {
                    throw new ConflictException("there is one of that name");
                }))
                .isInstanceOf(ConflictException.class);
        assertThatCode(() -> Making.requireSettled(entry())).doesNotThrowAnyException();
    }

    @Test
    void whatNobodyHasAnsweredToMay() {
        assertThatThrownBy(() -> Making.ask(asked, ledger, () -> {
                    throw new IOException("the daemon did not answer");
                }))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Making.requireSettled(entry()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("may still come");
    }
}
