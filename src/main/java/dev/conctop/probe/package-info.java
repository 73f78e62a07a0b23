/**
 * Reads the machine and processes: what every way to read them has in common. The ways stand beside
 * it: {@code procfs}, {@code oshi}, {@code jvm} and {@code python}. Imports sample.
 */
@NullMarked
package dev.conctop.probe;

import org.jspecify.annotations.NullMarked;
