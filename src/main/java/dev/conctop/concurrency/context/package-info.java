/**
 * What all models share of a run, and what is busy beside the tasks. Imports lock, thread, task,
 * workload, catalog and sample.
 */
@NullMarked
package dev.conctop.concurrency.context;

import org.jspecify.annotations.NullMarked;
