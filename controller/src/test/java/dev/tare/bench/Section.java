package dev.tare.bench;

import java.io.IOException;

/** A part of the page: measures, and writes what came of it. */
interface Section {

    void write(Page page) throws IOException, InterruptedException;
}
