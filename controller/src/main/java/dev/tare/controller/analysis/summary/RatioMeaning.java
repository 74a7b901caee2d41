package dev.tare.controller.analysis.summary;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a ratio to native says of the runtime. */
public enum RatioMeaning {
    /** What the runtime costs. */
    @JsonProperty("cost")
    COST,
    /** It costs this much or more: native was held back by the wire, by its peer, or by what the peer did on the same CPU. */
    @JsonProperty("cost-at-least")
    COST_AT_LEAST,
    /** Nothing: the wire or the peer set this number. */
    @JsonProperty("not-a-cost")
    NOT_A_COST
}
