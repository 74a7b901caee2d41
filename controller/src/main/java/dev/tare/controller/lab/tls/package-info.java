/** The authority of a lab that Tare made, and the certificates of those who talk in it: mutual TLS and nothing else. */
@NullMarked
package dev.tare.controller.lab.tls;

import org.jspecify.annotations.NullMarked;
