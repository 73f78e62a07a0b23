/**
 * What predictions are made from: subjects that work in turns, costs of the machine, measured once
 * and kept.
 */
@NullMarked
package dev.conctop.app.experiment.whatif.bench;

import org.jspecify.annotations.NullMarked;
