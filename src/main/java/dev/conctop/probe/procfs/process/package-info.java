/**
 * All processes of the machine, a line each. Imports thread, wait, program, host, file, probe and
 * sample.
 */
@NullMarked
package dev.conctop.probe.procfs.process;

import org.jspecify.annotations.NullMarked;
