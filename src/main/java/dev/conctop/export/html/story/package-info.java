/**
 * What is gathered of a recording while it is gone over once, column by column of time: no markup,
 * no colours. Imports diagnosis, state and sample.
 */
@NullMarked
package dev.conctop.export.html.story;

import org.jspecify.annotations.NullMarked;
