/** What a sweep has told, as text and JSON. */
@NullMarked
package dev.conctop.report.sweep;

import org.jspecify.annotations.NullMarked;
