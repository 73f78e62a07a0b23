/**
 * Several machines side by side: what is known of each, how they are listed, and what a key does to
 * the list. Imports keys, sample and catalog.
 */
@NullMarked
package dev.conctop.state.fleet;

import org.jspecify.annotations.NullMarked;
