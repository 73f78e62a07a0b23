/** Reports on programs of somebody else's. Imports part, state, diagnosis and sample. */
@NullMarked
package dev.conctop.report.diagnose;

import org.jspecify.annotations.NullMarked;
