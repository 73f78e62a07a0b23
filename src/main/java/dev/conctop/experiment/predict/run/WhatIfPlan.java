package dev.conctop.experiment.predict.run;

import dev.conctop.catalog.RunSpec;

/**
 * What is asked.
 *
 * @param from the run that is measured
 * @param nanos how long
 * @param verify whether the best are run against each other afterwards
 * @param recalibrate whether the machine's costs are measured anew
 * @param cores that may be used
 */
public record WhatIfPlan(
    RunSpec from, long nanos, boolean verify, boolean recalibrate, int cores) {}
