/**
 * Tasks in a cluster of child processes: Hazelcast's executors. The library is on the class path of
 * these runs alone, so nothing else may name these classes but the table of models. Imports
 * context, task, thread, workload, process, catalog and sample.
 */
@NullMarked
package dev.conctop.concurrency.grid;

import org.jspecify.annotations.NullMarked;
