/** Thread time by stacks, for flame graphs. Imports part, record, state.past and sample. */
@NullMarked
package dev.conctop.export.folded;

import org.jspecify.annotations.NullMarked;
