/**
 * Starts subjects and servers and reads their frames. Imports wire, catalog and sample; of Netty it
 * asks only which transports are to be had.
 */
@NullMarked
package dev.conctop.launch;

import org.jspecify.annotations.NullMarked;
