package dev.tare.agent.service;

import dev.tare.agent.bundle.Bundle;
import dev.tare.agent.bundle.EngineLayers;
import dev.tare.agent.bundle.InstalledEngines;
import dev.tare.agent.host.HostRoot;
import dev.tare.agent.host.LeakAudit;
import dev.tare.agent.host.LinkShaper;
import dev.tare.agent.ledger.Ledger;
import dev.tare.agent.ledger.Sweeper;
import dev.tare.agent.network.CounterReader;
import dev.tare.agent.network.Tuner;
import dev.tare.agent.process.Workplace;
import dev.tare.common.linux.CpuSet;
import dev.tare.common.linux.GivingWay;
import jakarta.inject.Inject;

/** What every trial of this agent works with. */
record TrialTools(
        Workplace workplace,
        Bundle bundle,
        InstalledEngines engines,
        EngineLayers layers,
        Policy policy,
        Drivers drivers,
        Availabilities availabilities,
        Ledger ledger,
        Sweeper sweeper,
        LeakAudit audit,
        LinkShaper shaper,
        Tuner tuner,
        CounterReader counters,
        IdleMemory memory,
        GivingWay givingWay,
        HostRoot hostRoot,
        CpuSet cpus) {

    @Inject
    TrialTools {}
}
