/**
 * Figures with their fidelity, parts of time, budgets, words that are safe to show. Imports the JDK
 * only.
 */
@NullMarked
package dev.conctop.sample.figure;

import org.jspecify.annotations.NullMarked;
