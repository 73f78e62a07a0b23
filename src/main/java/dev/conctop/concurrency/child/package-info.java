/** The model of worker processes. Imports context and below. */
@NullMarked
package dev.conctop.concurrency.child;

import org.jspecify.annotations.NullMarked;
