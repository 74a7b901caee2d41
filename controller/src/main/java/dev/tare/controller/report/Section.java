package dev.tare.controller.report;

import j2html.tags.DomContent;
import java.util.Optional;

/** A part of the page; empty where there is nothing to say. */
@FunctionalInterface
interface Section {

    Optional<DomContent> render(Story story, FigureData figures);
}
