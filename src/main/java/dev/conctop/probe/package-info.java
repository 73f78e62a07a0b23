/** Reads the machine and processes: what every way to read them has in common. Imports sample. */
@NullMarked
package dev.conctop.probe;

import org.jspecify.annotations.NullMarked;
