/**
 * How tasks are run, and the life-cycle accounting of every task. Imports workload, process,
 * catalog and sample.
 */
@NullMarked
package dev.conctop.concurrency;

import org.jspecify.annotations.NullMarked;
