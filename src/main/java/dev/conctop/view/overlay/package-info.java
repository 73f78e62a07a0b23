/** What lies over a page: help, launcher, details. Imports panel and below. */
@NullMarked
package dev.conctop.view.overlay;

import org.jspecify.annotations.NullMarked;
