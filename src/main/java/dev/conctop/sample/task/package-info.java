/** Tasks, their latencies and phases. Imports figure and HdrHistogram. */
@NullMarked
package dev.conctop.sample.task;

import org.jspecify.annotations.NullMarked;
