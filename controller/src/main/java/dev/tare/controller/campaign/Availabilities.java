package dev.tare.controller.campaign;

import dev.tare.common.units.LinkRate;
import dev.tare.controller.fleet.AgentDescription;
import dev.tare.controller.lab.Lab;
import dev.tare.controller.lab.LabSpec;
import dev.tare.controller.trial.Cell;
import dev.tare.controller.trial.Side;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which cells can be measured, as far as the agents know. What an agent says nothing of is tried. */
final class Availabilities {

    private final Map<String, AgentDescription> descriptions;
    private final Lab lab;
    private final Map<String, Unavailable> learned = new HashMap<>();

    Availabilities(Map<String, AgentDescription> descriptions, Lab lab) {
        this.descriptions = Map.copyOf(descriptions);
        this.lab = lab;
    }

    /** The first trial of the cell came back unavailable: the others would too. */
    void learn(Cell cell, Unavailable why) {
        learned.put(cell.id(), why);
    }

    Optional<Unavailable> of(Cell cell) {
        Unavailable known = learned.get(cell.id());
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Unavailable> unfit = link(cell);
        if (unfit.isPresent()) {
            return unfit;
        }
        for (Side side : Side.values()) {
            AgentDescription description = descriptions.get(cell.pair().host(side));
            if (description != null) {
                Seat seat = Seat.of(cell, side);
                Optional<Unavailable> why = runtime(side, description, seat)
                        .or(() -> network(side, description, seat))
                        .or(() -> engine(side, description, cell));
                if (why.isPresent()) {
                    return why;
                }
            }
        }
        return Optional.empty();
    }

    /** What the lab's link is not, or cannot carry. */
    private Optional<Unavailable> link(Cell cell) {
        LinkRate rate = new LinkRate(lab.link().bitsPerSecond());
        if (!lab.madeByTare() && !cell.pair().isOneHost() && rate.bitsPerSecond() != cell.linkBitsPerSecond()) {
            return Optional.of(new Unavailable(
                    "the link of this lab is " + rate + ", and only in a lab that Tare made can a plan choose it",
                    "measure that in a lab of such a link, or without --lab"));
        }
        int linkMtuBytes = lab.link().mtuBytes();
        int mtuBytes = cell.tuned().mtuBytes().orElse(linkMtuBytes);
        if (mtuBytes > linkMtuBytes) {
            return Optional.of(new Unavailable(
                    "an MTU of " + mtuBytes + " bytes does not fit through the link, whose own is " + linkMtuBytes,
                    "give the link a larger MTU (the lab's option --mtu, or the switch and mtu in the lab file)"));
        }
        if (cell.tuned().queueBytes().isPresent() && (cell.linkBitsPerSecond() == 0 || !lab.madeByTare())) {
            return Optional.of(new Unavailable(
                    "the link has no queue whose limit could be set: "
                            + (lab.madeByTare() ? "it is unlimited" : "Tare did not make this lab's"),
                    "name a link with a rate, in a lab that Tare makes; or leave queue out of the tuning"));
        }
        Lab.Host client = lab.host(cell.pair().client());
        if (cell.pair().isOneHost() && client.secondRuntimeAddress().isEmpty()) {
            return Optional.of(new Unavailable(
                    "the subnet of " + cell.pair().client() + " has no second address for a runtime",
                    "write a lower data.runtimeAddress in the lab file: the second is " + LabSpec.MOST_HOSTS
                            + " above it"));
        }
        for (Side side : Side.values()) {
            if (cell.overIpv6() && lab.host(cell.pair().host(side)).six() == null) {
                return Optional.of(why(
                        side, "has no IPv6 address on the link", "write data.address6 of both hosts in the lab file"));
            }
        }
        return Optional.empty();
    }

    private static Optional<Unavailable> runtime(Side side, AgentDescription description, Seat seat) {
        return description.runtimes().stream()
                .filter(runtime -> runtime.name().equals(seat.runtime().name()))
                .filter(runtime -> seat.runtime()
                        .options()
                        .entrySet()
                        .containsAll(runtime.options().entrySet()))
                .filter(runtime -> !runtime.usable())
                .findFirst()
                .map(runtime -> why(side, runtime.reason(), runtime.remedy()));
    }

    private static Optional<Unavailable> network(Side side, AgentDescription description, Seat seat) {
        return description.networks().stream()
                .filter(network -> network.name().equals(seat.network().name()))
                .filter(network -> !network.usable())
                .findFirst()
                .map(network -> why(side, network.reason(), network.remedy()));
    }

    private static Optional<Unavailable> engine(Side side, AgentDescription description, Cell cell) {
        return description.engines().stream()
                .filter(engine -> engine.name().equals(cell.engine()))
                .filter(engine -> !engine.usable())
                .findFirst()
                .map(engine -> why(side, engine.reason(), engine.remedy()));
    }

    private static Unavailable why(Side side, String reason, String remedy) {
        return new Unavailable(side.word() + ": " + reason, remedy);
    }
}
