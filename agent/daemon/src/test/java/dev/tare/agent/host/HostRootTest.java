package dev.tare.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HostRootTest {

    @Test
    void aNumberOfTheKernelIsReadToItsLastDigit() {
        // at least 301 everywhere, so never of one digit
        assertThat(HostRoot.REAL.text("proc/sys/kernel/pid_max"))
                .hasValueSatisfying(text -> assertThat(text).matches("[0-9]{2,}"));
    }

    @Test
    void whatIsNotThereIsAbsent() {
        assertThat(HostRoot.REAL.text("proc/sys/no/such")).isEmpty();
    }
}
