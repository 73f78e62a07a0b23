/** Arguments to a sealed Command. Imports app and catalog. */
@NullMarked
package dev.conctop.cli;

import org.jspecify.annotations.NullMarked;
