package dev.conctop.sample.thread;

import dev.conctop.sample.figure.Figure;

/**
 * What the subject's processes used, as totals since they were first seen.
 *
 * @param processes processes alive at the look
 * @param threads threads alive at the look
 * @param cpuNanos CPU time of all of them since measuring began, threads that ended included
 * @param voluntarySwitches since measuring began
 * @param involuntarySwitches since measuring began
 * @param residentBytes memory of all processes now (RSS)
 */
public record ProcessUse(
    int processes,
    int threads,
    Figure cpuNanos,
    Figure voluntarySwitches,
    Figure involuntarySwitches,
    Figure residentBytes) {}
