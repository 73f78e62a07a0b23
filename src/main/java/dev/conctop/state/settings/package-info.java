/**
 * The settings that can be changed while the program runs, a row each: what it is called, what it
 * says, what turning it makes of the choices, how it is written into the file. Imports state.ui and
 * catalog.
 */
@NullMarked
package dev.conctop.state.settings;

import org.jspecify.annotations.NullMarked;
