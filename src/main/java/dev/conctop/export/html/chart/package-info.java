/**
 * The charts of a page, one file each: a story's columns as drawings of SVG with their legends and
 * what they say in words. Imports markup, plot, story, diagnosis, state and sample.
 */
@NullMarked
package dev.conctop.export.html.chart;

import org.jspecify.annotations.NullMarked;
