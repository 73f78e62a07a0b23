/**
 * What exports are made from: a part of a recording that is told entry by entry, or played with the
 * states that follow. Imports record, state, diagnosis and sample.
 */
@NullMarked
package dev.conctop.export.part;

import org.jspecify.annotations.NullMarked;
