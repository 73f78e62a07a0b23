/** Workloads that compute. Imports task. */
@NullMarked
package dev.conctop.workload.cpu;

import org.jspecify.annotations.NullMarked;
