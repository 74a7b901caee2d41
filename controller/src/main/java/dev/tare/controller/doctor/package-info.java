/** What is looked at before anything is measured: that the hosts are what the lab file says, and reach each other. */
@NullMarked
package dev.tare.controller.doctor;

import org.jspecify.annotations.NullMarked;
