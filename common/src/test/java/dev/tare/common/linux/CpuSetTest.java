package dev.tare.common.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CpuSetTest {

    @Test
    void rangesAreRead() {
        assertThat(CpuSet.parse("0-2,5").cpus()).containsExactly(0, 1, 2, 5);
        assertThat(CpuSet.parse("5,0-1")).hasToString("0,1,5");
    }

    @Test
    void allowedCpusAreTheKernels() throws Exception {
        assertThat(AllowedCpus.of("Name:\tx\nCpus_allowed:\t5\nCpus_allowed_list:\t0,2\n"))
                .isEqualTo(CpuSet.parse("0,2"));
        assertThat(AllowedCpus.ofProcess().cpus()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0;1", "1;2", "0-3;f", "31;80000000", "32;1,00000000", "0,33;2,00000001"})
    void masksAreWordsOf32Bits(String cpus, String mask) {
        assertThat(CpuSet.parse(cpus).mask()).isEqualTo(mask);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1-", "-1", "1;2", "3-1", "99999"})
    void whatIsNoSetIsRefused(String text) {
        assertThatThrownBy(() -> CpuSet.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
