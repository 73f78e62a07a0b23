/**
 * Advice as text and JSON: on a workload from its probing run and its test, on a process of
 * somebody else's from what was seen of it.
 */
@NullMarked
package dev.conctop.report.advice;

import org.jspecify.annotations.NullMarked;
