/** The C library, the terminal device and signals. Imports nothing of ours. */
@NullMarked
package dev.conctop.term.os;

import org.jspecify.annotations.NullMarked;
