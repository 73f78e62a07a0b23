/** Options of comparisons, sweeps, predictions, advice and tours. Imports common. */
@NullMarked
package dev.conctop.cli.arguments.experiment;

import org.jspecify.annotations.NullMarked;
