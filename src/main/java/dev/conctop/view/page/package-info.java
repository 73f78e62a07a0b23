/** One file a page: which panels it has, and where. Imports panel and below. */
@NullMarked
package dev.conctop.view.page;

import org.jspecify.annotations.NullMarked;
