/** What all reports are made of: lines of text, JSON and CSV. Imports state and sample. */
@NullMarked
package dev.conctop.report.part;

import org.jspecify.annotations.NullMarked;
