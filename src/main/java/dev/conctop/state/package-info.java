/** State, messages and the pure update between them. Imports tour, sample and catalog. */
@NullMarked
package dev.conctop.state;

import org.jspecify.annotations.NullMarked;
