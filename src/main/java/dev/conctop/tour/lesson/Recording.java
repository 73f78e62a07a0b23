package dev.conctop.tour.lesson;

/**
 * The figures of a good run, for when the live one does not hold or cannot run.
 *
 * @param date as written, 2026-11-27
 * @param machine in words
 * @param measured in the answer's figure
 * @param more what else was seen, in words; may be empty
 */
public record Recording(String date, String machine, double measured, String more) {}
