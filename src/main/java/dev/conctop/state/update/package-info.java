/** From a state and a message to the next state. Imports state.row and the rest of state. */
@NullMarked
package dev.conctop.state.update;

import org.jspecify.annotations.NullMarked;
