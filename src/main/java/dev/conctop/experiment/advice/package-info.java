/**
 * What a piece of work is, and which model and how many workers fit it: figures in, words out. The
 * rules are those of the notes and the laws behind them, as a table; each answer names the rules it
 * used, what would change it and, where races were run, what they say. Pure.
 */
@NullMarked
package dev.conctop.experiment.advice;

import org.jspecify.annotations.NullMarked;
