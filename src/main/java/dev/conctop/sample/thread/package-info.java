/** Threads and processes as they were seen. Imports figure. */
@NullMarked
package dev.conctop.sample.thread;

import org.jspecify.annotations.NullMarked;
