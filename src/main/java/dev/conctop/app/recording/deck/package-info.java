/** Where one is in a recording, and how one gets to another moment. Imports record and state. */
@NullMarked
package dev.conctop.app.recording.deck;

import org.jspecify.annotations.NullMarked;
