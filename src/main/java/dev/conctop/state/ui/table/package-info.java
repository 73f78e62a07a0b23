/** How tables are laid out: columns, filters, orders, groups. Imports sample and catalog. */
@NullMarked
package dev.conctop.state.ui.table;

import org.jspecify.annotations.NullMarked;
