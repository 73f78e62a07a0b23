/** The one thread that applies messages, and what is told to it of the machine. */
@NullMarked
package dev.conctop.app.loop;

import org.jspecify.annotations.NullMarked;
