/** A recording read from one moment to another, for reports. Imports app.recording.deck. */
@NullMarked
package dev.conctop.app.recording.part;

import org.jspecify.annotations.NullMarked;
