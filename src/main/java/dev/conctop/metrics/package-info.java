/**
 * What is seen, as metrics for others' dashboards: the table of the metrics ({@link
 * dev.conctop.metrics.Metric}) and what a scrape has of them. Pure. Imports sample.
 */
@NullMarked
package dev.conctop.metrics;

import org.jspecify.annotations.NullMarked;
