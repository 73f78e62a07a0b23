/**
 * What needs the libraries of metrics, behind the interface that the rest knows. It and those that
 * it imports are loaded beside their libraries, which are not on the class path. Imports metrics,
 * prometheus and otlp.
 */
@NullMarked
package dev.conctop.metrics.library;

import org.jspecify.annotations.NullMarked;
