/**
 * One stream of facts about a run, a process or the machine. Imports probe, launch, wire, catalog
 * and sample.
 */
@NullMarked
package dev.conctop.source;

import org.jspecify.annotations.NullMarked;
