/** Keys, what they mean, and the table between the two. Imports the JDK only. */
@NullMarked
package dev.conctop.state.keys;

import org.jspecify.annotations.NullMarked;
