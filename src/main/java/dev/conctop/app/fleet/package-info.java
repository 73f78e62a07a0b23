/**
 * Several machines: their feeds as a source, the page before the ordinary screen, and reports on
 * them. Imports remote, record, source, state, view, report, diagnosis and sample.
 */
@NullMarked
package dev.conctop.app.fleet;

import org.jspecify.annotations.NullMarked;
