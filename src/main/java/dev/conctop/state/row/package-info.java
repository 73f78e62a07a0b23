/** The rows of lists and tables: which there are, where the cursor is, what keys do to them. */
@NullMarked
package dev.conctop.state.row;

import org.jspecify.annotations.NullMarked;
