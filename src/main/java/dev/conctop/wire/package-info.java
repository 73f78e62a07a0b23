/** Frames between subject and observer, one JSON object a line. Imports sample. */
@NullMarked
package dev.conctop.wire;

import org.jspecify.annotations.NullMarked;
