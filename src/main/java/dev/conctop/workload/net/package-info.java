/**
 * Workloads over connections, blocking and on a loop. Imports cpu, task and the client libraries.
 */
@NullMarked
package dev.conctop.workload.net;

import org.jspecify.annotations.NullMarked;
