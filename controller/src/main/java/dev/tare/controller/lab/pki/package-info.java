/** The authority of a lab of real hosts: it signs what hosts ask for, keeps what it signed, and lists what it revoked. */
@NullMarked
package dev.tare.controller.lab.pki;

import org.jspecify.annotations.NullMarked;
