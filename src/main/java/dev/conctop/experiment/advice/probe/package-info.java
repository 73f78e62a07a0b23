/**
 * From a workload to its shape, and to the models that are tried with it: what is asked, what short
 * blocks of a probing run tell of a task, who runs against whom. Pure. May import the rules beside
 * it, blocks, predictions and the catalogue.
 */
@NullMarked
package dev.conctop.experiment.advice.probe;

import org.jspecify.annotations.NullMarked;
