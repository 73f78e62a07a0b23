/**
 * Metrics over HTTP in Prometheus's formats. Its classes, and the library's, are loaded only when
 * asked for. Imports metrics.
 */
@NullMarked
package dev.conctop.metrics.prometheus;

import org.jspecify.annotations.NullMarked;
