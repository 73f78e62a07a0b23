/** Reports on runs, sweeps and scenarios. Imports part, state, diagnosis, catalog and sample. */
@NullMarked
package dev.conctop.report.run;

import org.jspecify.annotations.NullMarked;
