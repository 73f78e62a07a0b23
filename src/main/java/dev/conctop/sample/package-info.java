/**
 * Immutable facts about the machine, a subject and its tasks. Imports the JDK and HdrHistogram
 * only.
 */
@NullMarked
package dev.conctop.sample;

import org.jspecify.annotations.NullMarked;
