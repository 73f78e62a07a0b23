/** Starts subjects and servers and reads their frames. Imports wire, catalog and sample. */
@NullMarked
package dev.conctop.launch;

import org.jspecify.annotations.NullMarked;
