/**
 * What runs in a process: its runtime, its threads' names, its descendants. Imports file, probe and
 * sample.
 */
@NullMarked
package dev.conctop.probe.procfs.program;

import org.jspecify.annotations.NullMarked;
