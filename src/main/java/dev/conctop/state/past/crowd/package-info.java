/** Who was at work and who was parked. Imports state.past.lane and sample. */
@NullMarked
package dev.conctop.state.past.crowd;

import org.jspecify.annotations.NullMarked;
