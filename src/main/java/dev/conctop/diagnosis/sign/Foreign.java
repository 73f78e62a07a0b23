package dev.conctop.diagnosis.sign;

import dev.conctop.sample.thread.SubjectTraits;
import dev.conctop.state.past.crowd.Crowd;

/**
 * What is known of a program of somebody else's beside the sum of its threads' time.
 *
 * @param crowd its threads, those that ran and those that stood still
 * @param queuedOften share of the looks, 0 to 1, at which several clients queued at it; NaN when
 *     unknown
 * @param queuedMany how many queued on average
 * @param machineCores cores of the machine
 * @param others who else takes the cores, in words; empty when it was not looked
 */
public record Foreign(
    Crowd crowd,
    SubjectTraits traits,
    double queuedOften,
    double queuedMany,
    double machineCores,
    String others) {}
