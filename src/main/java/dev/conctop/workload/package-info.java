/**
 * What a task does. Imports process, catalog, sample, the JDK and the client libraries of the
 * workloads.
 */
@NullMarked
package dev.conctop.workload;

import org.jspecify.annotations.NullMarked;
