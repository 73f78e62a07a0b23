/** Workloads with processes, pipes and terminals. Imports task. */
@NullMarked
package dev.conctop.workload.process;

import org.jspecify.annotations.NullMarked;
