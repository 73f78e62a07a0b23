/**
 * The list of threads as it is shown: filtered, grouped, sorted; and who waits for whom in it.
 * Imports past, ui and sample.
 */
@NullMarked
package dev.conctop.state.list;

import org.jspecify.annotations.NullMarked;
