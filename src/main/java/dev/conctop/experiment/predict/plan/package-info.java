/** A model as gates and costs. Imports task. */
@NullMarked
package dev.conctop.experiment.predict.plan;

import org.jspecify.annotations.NullMarked;
