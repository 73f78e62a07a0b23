/** What a workload is, and what it may ask of the task that runs it. Imports catalog and sample. */
@NullMarked
package dev.conctop.workload.task;

import org.jspecify.annotations.NullMarked;
