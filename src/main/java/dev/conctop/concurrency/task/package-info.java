/**
 * The life of a task and the books of all of them: queue, service, waits, load. Imports workload,
 * catalog and sample.
 */
@NullMarked
package dev.conctop.concurrency.task;

import org.jspecify.annotations.NullMarked;
