/**
 * Cores, load, pressure, disks and quotas of the machine, from /proc and the control groups.
 * Imports file, probe and sample.
 */
@NullMarked
package dev.conctop.probe.procfs.host;

import org.jspecify.annotations.NullMarked;
