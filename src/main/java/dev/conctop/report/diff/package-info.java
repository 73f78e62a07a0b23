/**
 * Two recordings, or two parts of them, beside each other: facts → figures second by second →
 * differences with intervals → text and document. Imports experiment, diagnosis, state and sample.
 * Pure.
 */
@NullMarked
package dev.conctop.report.diff;

import org.jspecify.annotations.NullMarked;
