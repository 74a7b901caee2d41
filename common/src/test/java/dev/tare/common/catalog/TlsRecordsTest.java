package dev.tare.common.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TlsRecordsTest {

    @Test
    void eachRecordAddsTwentyTwoBytes() {
        assertThat(TlsRecords.around(16_384, 524_288)).isEqualTo(16_406);
        assertThat(TlsRecords.around(16_385, 524_288)).isEqualTo(16_385 + 44);
        assertThat(TlsRecords.around(524_288, 524_288)).isEqualTo(524_288 + 32 * 22);
        assertThat(TlsRecords.around(0, 524_288)).isZero();
    }

    /** A write's last record is not filled by the next write. */
    @Test
    void everyWriteBeginsARecord() {
        assertThat(TlsRecords.around(1_000, 100)).isEqualTo(1_000 + 10 * 22);
        assertThat(TlsRecords.around(40_000, 20_000)).isEqualTo(40_000 + 4 * 22);
        assertThat(TlsRecords.around(50, 100)).as("broken off").isEqualTo(72);
    }

    @Test
    void onlyTlsAddsAnything() {
        for (WorkloadKind kind : Catalog.workloads()) {
            long carried = kind.traffic().onTransport(1 << 20, Map.of("block", "524288"));
            assertThat(carried)
                    .as(kind.name())
                    .isEqualTo(kind.name().equals("tls-stream") ? (1 << 20) + 64 * 22 : 1 << 20);
        }
    }
}
