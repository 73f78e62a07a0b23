/**
 * What jobs queue for in a discrete-event simulation: cores that are shared, servers behind one
 * queue, a list of what is to come. Pure; time is a parameter, in nanoseconds.
 */
@NullMarked
package dev.conctop.experiment.predict.station;

import org.jspecify.annotations.NullMarked;
