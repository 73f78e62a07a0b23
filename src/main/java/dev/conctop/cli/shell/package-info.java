/**
 * The manual page and the completions of shells, made from the table of commands and options.
 * Imports arguments, app and catalog.
 */
@NullMarked
package dev.conctop.cli.shell;

import org.jspecify.annotations.NullMarked;
