/**
 * The interpreter lock as CPython has it, and threads under it. Imports thread, task and sample.
 */
@NullMarked
package dev.conctop.concurrency.gil;

import org.jspecify.annotations.NullMarked;
