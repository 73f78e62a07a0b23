/**
 * What can be run: workloads, models, their parameters with defaults, ranges and units. Data only;
 * both the subject and the observer read it. Imports the JDK only.
 */
@NullMarked
package dev.conctop.catalog;

import org.jspecify.annotations.NullMarked;
