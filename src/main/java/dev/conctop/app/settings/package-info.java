/**
 * Settings from the command line, the environment and files. Imports probe, source, view and
 * sample.
 */
@NullMarked
package dev.conctop.app.settings;

import org.jspecify.annotations.NullMarked;
