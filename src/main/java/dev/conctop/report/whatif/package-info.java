/** What would be under other models, as text and as JSON. */
@NullMarked
package dev.conctop.report.whatif;

import org.jspecify.annotations.NullMarked;
