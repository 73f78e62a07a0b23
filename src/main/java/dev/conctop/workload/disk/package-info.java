/** Workloads that read and write files. Imports task. */
@NullMarked
package dev.conctop.workload.disk;

import org.jspecify.annotations.NullMarked;
