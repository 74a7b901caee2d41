package dev.tare.controller.report;

import static j2html.TagCreator.li;
import static j2html.TagCreator.ul;

import j2html.tags.DomContent;
import java.util.Optional;

/** How to read the numbers; docs/measurement-method.md has the reasons. */
final class MethodSection implements Section {

    @Override
    public Optional<DomContent> render(Story story, FigureData figures) {
        return Optional.of(Blocks.part(
                "method",
                "How to read this",
                ul(
                        li("Goodput is what the receiver's application read between the first and the last edge"
                                + " of the measured window, on its own clock, on a connection opened before"
                                + " warm-up."),
                        li("wire-limited: within 1% of what the link can carry. No ratio is then a cost."),
                        li("load-wire-limited: the streams beside requests fill the link. Their goodput is the"
                                + " link's; the requests' latency is a result."),
                        li("cpu-limited: a CPU of the side under test was busy for 98% of the window or more."
                                + " That is a result."),
                        li("shared-cpu-limited: a CPU that both sides may use was that busy. The number is that"
                                + " of both together, and the runtime costs at least what the ratio shows."),
                        li("peer-limited: the native peer's CPU was full while the side under test had room, or"
                                + " it sent as fast as it could. The true cost can be higher than the ratio shows;"
                                + " compare CPU time."),
                        li("sender-limited: the side under test sent as fast as it could, and what it sent came."
                                + " That is a result."),
                        li("plan-limited: the highest rate that the plan let be offered got through. The path can do at"
                                + " least that, and no ratio is a cost."),
                        li(
                                "rate-not-reached: less was asked or sent than the plan says. How much of the rate is reached is then the"
                                        + " result, and no latency, which grows with the window."),
                        li("own-congestion-control: the runtime has a TCP of its own, which used another congestion"
                                + " control than was asked for."),
                        li("no-one-way-delay: the two clocks are not known well enough for it. Delay variation needs"
                                + " less, and is told."),
                        li("DEGRADED: something disturbed the trial. INVALID: its number cannot be trusted at"
                                + " all. Neither enters a statistic, and the reasons are listed above."),
                        li("CPU time is counted in ticks of the kernel, so it is used for whole windows only."))));
    }
}
