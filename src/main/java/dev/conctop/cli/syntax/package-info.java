/** The commands, their options and examples: one table. Imports nothing. Pure. */
@NullMarked
package dev.conctop.cli.syntax;

import org.jspecify.annotations.NullMarked;
