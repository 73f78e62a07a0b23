/** Headless output: text, JSON, CSV. Imports state, diagnosis, catalog and sample. */
@NullMarked
package dev.conctop.report;

import org.jspecify.annotations.NullMarked;
