/** Published numbers, as data, beside which a campaign's own can stand. */
@NullMarked
package dev.tare.controller.analysis.claims;

import org.jspecify.annotations.NullMarked;
