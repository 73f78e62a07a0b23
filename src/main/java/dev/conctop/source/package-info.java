/**
 * One stream of facts: live, attached or replayed. Imports probe, launch, record, catalog and
 * sample.
 */
@NullMarked
package dev.conctop.source;

import org.jspecify.annotations.NullMarked;
