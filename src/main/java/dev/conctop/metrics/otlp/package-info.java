/**
 * Metrics pushed by OTLP. Its classes, and the SDK's, are loaded only when asked for. Imports
 * metrics.
 */
@NullMarked
package dev.conctop.metrics.otlp;

import org.jspecify.annotations.NullMarked;
