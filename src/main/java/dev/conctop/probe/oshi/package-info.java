/**
 * The only user of OSHI: the machine's name, and the probe where there is no /proc. Imports probe,
 * account and sample.
 */
@NullMarked
package dev.conctop.probe.oshi;

import org.jspecify.annotations.NullMarked;
