/** A pseudo-terminal and a model of its screen, for tests of whole programs. */
@NullMarked
package dev.conctop.pty;

import org.jspecify.annotations.NullMarked;
