/**
 * What another model would do with the same tasks, before it is run: demands of a task, costs of
 * the machine, a model and its size → throughput, response and what limits. Pure: a simulation with
 * a seed, and the formulas that check and bound it.
 */
@NullMarked
package dev.conctop.experiment.predict;

import org.jspecify.annotations.NullMarked;
