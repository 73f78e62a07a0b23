/** What is kept of what was seen: rings, lanes, books of threads, totals. Imports sample. */
@NullMarked
package dev.conctop.state.past;

import org.jspecify.annotations.NullMarked;
