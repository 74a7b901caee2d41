package dev.tare.bench;

import com.fasterxml.jackson.databind.JsonNode;

/** A median ratio, probe over tool, that is wanted of the comparison that is so called. */
record RatioGoal(String workload, String setting, String against, double least) {

    /** With fewer, both VALID, one number more may turn the result round, however narrow the interval is. */
    private static final int ENOUGH_PAIRS = 10;

    boolean isOf(JsonNode comparison) {
        return comparison.path("workload").asText().equals(workload)
                && comparison.path("setting").asText().equals(setting)
                && comparison.path("against").asText().equals(against);
    }

    String name() {
        return workload + " (" + setting + ") against " + against;
    }

    String wanted() {
        return "≥ " + Quantities.fixed(2, least);
    }

    /** Whether it is reached, and how sure that is; what is missed the page says again at its end. */
    String judged(Page page, JsonNode comparison) {
        boolean measured = comparison.path("ratio_median").isNumber();
        double ratio = comparison.path("ratio_median").asDouble();
        boolean few = !comparison.path("basis").asText().equals("VALID")
                || comparison.path("pairs").asInt() < ENOUGH_PAIRS;
        return page.judge(measured && ratio >= least, name() + ", " + wanted())
                + doubt(ratio, comparison.path("ratio_ci95"))
                + (few ? ", too few pairs" : "");
    }

    /** What the median alone says; the interval is of the mean, and may lie on the other side. */
    private String doubt(double ratio, JsonNode ends) {
        boolean met = ratio >= least;
        boolean above = ends.size() == 2 && ends.get(0).asDouble() >= least;
        boolean below = ends.size() == 2 && ends.get(1).asDouble() < least;
        if (met ? above : below) {
            return "";
        }
        return met
                ? " by the median" + (below ? ", not by the mean" : "")
                : ", " + (above ? "but not by the mean" : "undecided");
    }
}
