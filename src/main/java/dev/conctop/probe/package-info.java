/** Reads the machine and processes. Imports sample. */
@NullMarked
package dev.conctop.probe;

import org.jspecify.annotations.NullMarked;
