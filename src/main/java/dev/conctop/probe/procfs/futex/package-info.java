/**
 * What lies at the addresses at which threads wait in {@code futex(2)}, and who else comes there:
 * by the process's memory, and by what all who come there do.
 */
@NullMarked
package dev.conctop.probe.procfs.futex;

import org.jspecify.annotations.NullMarked;
