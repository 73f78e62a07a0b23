/** What was typed, as a sealed Command. Imports app and catalog. */
@NullMarked
package dev.conctop.cli.arguments;

import org.jspecify.annotations.NullMarked;
