/**
 * Linux: parsers of /proc texts and thin readers that keep files open. Imports probe and sample.
 */
@NullMarked
package dev.conctop.probe.procfs;

import org.jspecify.annotations.NullMarked;
