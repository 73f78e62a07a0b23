/** Reports on the machine. Imports part, state, diagnosis and sample. */
@NullMarked
package dev.conctop.report.host;

import org.jspecify.annotations.NullMarked;
