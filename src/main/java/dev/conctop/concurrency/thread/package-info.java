/**
 * What a thread that runs tasks says of itself: clock, place, declared waits. Imports task and
 * sample.
 */
@NullMarked
package dev.conctop.concurrency.thread;

import org.jspecify.annotations.NullMarked;
