/**
 * Recordings for other tools: the formats, one row each. Each format has a folder of its own; they
 * are made from {@code part}. Imports record, state, diagnosis, view, term, report, catalog and
 * sample.
 */
@NullMarked
package dev.conctop.export;

import org.jspecify.annotations.NullMarked;
