/**
 * State and messages; the update between them is in a room of its own. Imports tour, sample and
 * catalog.
 */
@NullMarked
package dev.conctop.state;

import org.jspecify.annotations.NullMarked;
