/**
 * What is recorded, and where to; what is made of it later. Imports record, export, report, state,
 * catalog, sample.
 */
@NullMarked
package dev.conctop.app.recording;

import org.jspecify.annotations.NullMarked;
