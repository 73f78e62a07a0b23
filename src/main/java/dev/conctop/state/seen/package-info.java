/** What is watched, and what was seen of it last. Imports past, sample and catalog. */
@NullMarked
package dev.conctop.state.seen;

import org.jspecify.annotations.NullMarked;
