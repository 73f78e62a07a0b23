/** A command to its exit code. Imports app, report and catalog. */
@NullMarked
package dev.conctop.cli;

import org.jspecify.annotations.NullMarked;
