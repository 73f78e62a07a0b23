/**
 * Workloads that go wrong on purpose: convoys, deadlocks, lost updates, starvation. Imports db,
 * net, cpu and task.
 */
@NullMarked
package dev.conctop.workload.lesson;

import org.jspecify.annotations.NullMarked;
