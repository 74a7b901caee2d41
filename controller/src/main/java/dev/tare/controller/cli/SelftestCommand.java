package dev.tare.controller.cli;

import dev.tare.controller.analysis.summary.Analysis;
import dev.tare.controller.archive.Archive;
import dev.tare.controller.archive.ArchiveLayout;
import dev.tare.controller.campaign.CampaignSettings;
import dev.tare.controller.campaign.Destination;
import dev.tare.controller.campaign.Outcome;
import dev.tare.controller.failure.TareException;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.lab.gate.LabGate;
import dev.tare.controller.lab.gate.LabPreflight;
import dev.tare.controller.lab.local.LabOptions;
import dev.tare.controller.plan.Plan;
import dev.tare.controller.selftest.Comparison;
import dev.tare.controller.selftest.Comparisons;
import dev.tare.controller.selftest.Floor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tare selftest}: how good the instrument is on this machine. */
@Command(
        name = "selftest",
        addMethodSubcommands = false,
        header =
                "Compare the probe with iperf3, netperf, sockperf and wrk on this machine, and tell what it can resolve.",
        description = {
            "Pairs in a lab made for it: native, the host's network, an unlimited link, cubic, a CPU per side.",
            "Tools that are not there are installed, unless --no-install is given; the rest runs without. Needs root.",
            "Exits with 4 when a trial is INVALID; the comparisons are printed all the same."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tare selftest                ten pairs each, about twenty minutes",
            "  tare selftest --quick        three short ones, about four",
            "  tare selftest --json         comparisons[]: workload, setting, against, ratio_median, ratio_ci95",
            "  tare run selftest --lab lab.yaml",
            "                               the same between the hosts of a lab file whose link.rate is unlimited",
        })
final class SelftestCommand implements Callable<Integer> {

    private static final int MOST_PAIRS = 500;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private ArchiveChoice archive = new ArchiveChoice();

    @Mixin
    private InstallChoice install = new InstallChoice();

    @Option(names = "--pairs", paramLabel = "N", description = "How many pairs of each comparison. Default: 10.")
    private @Nullable Integer pairs;

    @Option(names = "--quick", description = "Three pairs of two seconds, unless --pairs says more.")
    private boolean quick;

    @Option(names = "--seed", paramLabel = "N", description = "Order by this seed instead of the plan's.")
    private @Nullable Long seed;

    @Override
    public Integer call() throws Exception {
        if (pairs != null && (pairs < 1 || pairs > MOST_PAIRS)) {
            throw TareException.usage("--pairs " + pairs + " is out of range: from 1 to " + MOST_PAIRS, "");
        }
        Plan plan = SelftestPlan.of(pairs, quick, seed == null ? OptionalLong.empty() : OptionalLong.of(seed));
        CampaignVisit.checkDirectory(archive, plan);
        Consumer<String> talk = line -> common.err().println("tare: " + line);
        // a tool that is not there and may not be installed makes its comparisons unavailable, and no others
        PlanNeeds needs = install.isAllowed() ? PlanNeeds.of(plan) : PlanNeeds.LAB;
        LabOptions own = LabOptions.of("selftest-" + ProcessHandle.current().pid());
        return LabGate.ofProcess(common.arguments(), talk)
                .passNew(
                        () -> new LabPreflight(talk)
                                .ready(own, true, install.isAllowed(), needs.needs(), needs.wants()),
                        lab -> measure(plan, lab));
    }

    private int measure(Plan plan, Lab lab) throws IOException, InterruptedException {
        Path directory = CampaignVisit.directory(archive, plan);
        CampaignVisit visit = new CampaignVisit(
                common, Optional.empty(), plan, Destination.fresh(directory), CampaignSettings.standard(), false);
        Outcome outcome = visit.measure(lab);
        if (outcome.end() != Outcome.End.FINISHED) {
            return outcome.exitCode(false).number();
        }
        Analysis analysis = Analysis.of(Archive.open(directory));
        List<Comparison> comparisons = Comparisons.of(analysis);
        Optional<Floor> floor = Floor.of(analysis);
        if (common.json()) {
            common.out().println(SelftestJson.of(comparisons, floor, directory));
        } else {
            SelftestText.lines(comparisons, floor).forEach(common.out()::println);
        }
        common.err()
                .println("tare: all of it: "
                        + new ArchiveLayout(directory).report().toAbsolutePath());
        return outcome.exitCode(false).number();
    }
}
