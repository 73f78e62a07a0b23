/**
 * The threads of watched processes: counters, books and what each waits for. Imports wait, host,
 * file, probe, account and sample.
 */
@NullMarked
package dev.conctop.probe.procfs.thread;

import org.jspecify.annotations.NullMarked;
