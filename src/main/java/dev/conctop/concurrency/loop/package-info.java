/**
 * Models of event loops, with and without a pool beside. Imports pool, interpreter, child, context
 * and below.
 */
@NullMarked
package dev.conctop.concurrency.loop;

import org.jspecify.annotations.NullMarked;
