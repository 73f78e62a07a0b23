/**
 * Models of threads without an interpreter lock: pool, thread a task, virtual threads, fork and
 * join. Imports context and below.
 */
@NullMarked
package dev.conctop.concurrency.pool;

import org.jspecify.annotations.NullMarked;
