/** Reports on several machines. Imports diagnose, host, part, state and sample. */
@NullMarked
package dev.conctop.report.fleet;

import org.jspecify.annotations.NullMarked;
