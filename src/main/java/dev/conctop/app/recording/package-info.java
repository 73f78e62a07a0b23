/** What is recorded, and where to. Imports record, state, catalog, sample. */
@NullMarked
package dev.conctop.app.recording;

import org.jspecify.annotations.NullMarked;
