/** Bytes from the terminal to keys. Imports state. */
@NullMarked
package dev.conctop.term.input;

import org.jspecify.annotations.NullMarked;
