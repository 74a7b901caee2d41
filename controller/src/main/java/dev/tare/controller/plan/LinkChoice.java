package dev.tare.controller.plan;

import dev.tare.common.units.LinkRate;

/**
 * A link as a plan names it.
 *
 * @param name as written, e.g. {@code 10GE}
 */
public record LinkChoice(String name, LinkRate rate) {

    /** Between the sides of one host, where the plan says nothing. */
    static final LinkChoice NONE = new LinkChoice("none", LinkRate.UNLIMITED);

    static LinkChoice parse(String text) {
        return new LinkChoice(text.strip(), LinkRate.parse(text));
    }

    /** The link a lab has, where the plan does not choose. */
    static LinkChoice of(LinkRate rate) {
        return new LinkChoice(rate.toString(), rate);
    }
}
