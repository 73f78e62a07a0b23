/** What an experiment has told, as text and JSON. */
@NullMarked
package dev.conctop.report.compare;

import org.jspecify.annotations.NullMarked;
