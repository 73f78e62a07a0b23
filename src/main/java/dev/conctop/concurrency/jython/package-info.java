/**
 * Tasks written in Python and run by Jython, whose threads are the JVM's own. Jython is on the
 * class path of these runs alone; it is asked by {@code javax.script}. Imports context, task,
 * thread, workload, catalog and sample.
 */
@NullMarked
package dev.conctop.concurrency.jython;

import org.jspecify.annotations.NullMarked;
