/** A model as gates and costs. Imports station and task. */
@NullMarked
package dev.conctop.experiment.predict.plan;

import org.jspecify.annotations.NullMarked;
