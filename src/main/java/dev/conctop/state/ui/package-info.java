/**
 * What the person at the screen has chosen, and the keys as a table. Imports catalog and sample.
 */
@NullMarked
package dev.conctop.state.ui;

import org.jspecify.annotations.NullMarked;
