/**
 * What a person asserts of what was seen, whatever it is: one grammar, a vocabulary for each kind
 * of report. Imports diagnosis, catalog and sample. Pure.
 */
@NullMarked
package dev.conctop.report.assertion;

import org.jspecify.annotations.NullMarked;
