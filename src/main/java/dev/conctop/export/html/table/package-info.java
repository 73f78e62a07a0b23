/**
 * The figures of a page as tables: the same as in the report of text and in JSON. Imports markup,
 * report, diagnosis, state, catalog and sample.
 */
@NullMarked
package dev.conctop.export.html.table;

import org.jspecify.annotations.NullMarked;
