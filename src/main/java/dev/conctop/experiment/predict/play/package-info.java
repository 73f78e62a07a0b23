/** Tasks played through a plan, and what came of it. Imports plan, station and task. */
@NullMarked
package dev.conctop.experiment.predict.play;

import org.jspecify.annotations.NullMarked;
