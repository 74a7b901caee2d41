package dev.tare.common.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class OptionTextTest {

    private static final OptionSpec BLOCK = OptionSpec.size("block", 1024, 1, 4096, "bytes per write");
    private static final OptionSpec STREAMS = OptionSpec.count("streams", 1, 1, 64, "connections");
    private static final OptionSpec WAY = OptionSpec.choice("way", "up", List.of("up", "down"), "the way");

    static Stream<OptionSpec> allOptions() {
        return Stream.of(Catalog.runtimes(), Catalog.networks(), Catalog.workloads())
                .flatMap(List::stream)
                .flatMap(kind -> kind.options().stream());
    }

    @Test
    void readsWhatPeopleWrite() {
        assertThat(OptionText.toWire(BLOCK, "4KiB")).isEqualTo("4096");
        assertThat(OptionText.toWire(STREAMS, "4")).isEqualTo("4");
        assertThat(OptionText.toWire(WAY, "down")).isEqualTo("down");
    }

    @Test
    void keepsTheBounds() {
        assertThatThrownBy(() -> OptionText.toWire(BLOCK, "5KiB"))
                .hasMessage("block 5KiB is out of range: from 1B to 4KiB");
        assertThatThrownBy(() -> OptionText.toWire(STREAMS, "-1"))
                .hasMessage("streams -1 is out of range: from 1 to 64");
        assertThatThrownBy(() -> OptionText.toWire(STREAMS, "many")).hasMessageContaining("whole number");
        assertThatThrownBy(() -> OptionText.toWire(WAY, "sideways")).hasMessageContaining("unknown way 'sideways'");
    }

    @ParameterizedTest
    @MethodSource("allOptions")
    void acceptsTheDefaultsOfTheCatalogue(OptionSpec option) {
        String text = OptionText.toText(option, option.defaultValue());
        assertThat(OptionText.toWire(option, text)).isEqualTo(option.defaultValue());
    }
}
