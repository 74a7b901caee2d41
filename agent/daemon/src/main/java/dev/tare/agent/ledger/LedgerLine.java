package dev.tare.agent.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger's file.
 *
 * @param trialId with {@link Op#RECORD} only, as are kind and name
 * @param details with {@link Op#RECORD} and {@link Op#AMEND}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LedgerLine(
        @JsonProperty("op") Op op,
        @JsonProperty("id") long id,
        @JsonProperty("trial_id") @Nullable String trialId,
        @JsonProperty("kind") @Nullable String kind,
        @JsonProperty("name") @Nullable String name,
        @JsonProperty("details") @Nullable Map<String, String> details) {

    /** What a line says of its entry. */
    enum Op {
        @JsonProperty("record")
        RECORD,
        @JsonProperty("amend")
        AMEND,
        @JsonProperty("strike")
        STRIKE
    }

    static LedgerLine record(Entry entry) {
        return new LedgerLine(Op.RECORD, entry.id(), entry.trialId(), entry.kind(), entry.name(), entry.details());
    }

    static LedgerLine amend(long id, Map<String, String> moreDetails) {
        return new LedgerLine(Op.AMEND, id, null, null, null, moreDetails);
    }

    static LedgerLine strike(long id) {
        return new LedgerLine(Op.STRIKE, id, null, null, null, null);
    }

    /** The entry a {@link Op#RECORD} line makes. */
    Entry entry() {
        if (trialId == null || kind == null || name == null) {
            throw new IllegalArgumentException("a record needs trial_id, kind and name");
        }
        return new Entry(id, trialId, kind, name, details == null ? Map.of() : details);
    }
}
