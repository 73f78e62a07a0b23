/** Threads over time, and the pools that they belong to. Imports sample. */
@NullMarked
package dev.conctop.state.past.lane;

import org.jspecify.annotations.NullMarked;
