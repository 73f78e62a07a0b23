/**
 * A recording as a page to be looked at: one file that needs nothing else. Imports its own folders
 * (story, plot, markup, chart, table), report, diagnosis, state, catalog and sample.
 */
@NullMarked
package dev.conctop.export.html;

import org.jspecify.annotations.NullMarked;
