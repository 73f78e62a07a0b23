/** Models under interpreter locks: one for all, one a subinterpreter. Imports context and below. */
@NullMarked
package dev.conctop.concurrency.interpreter;

import org.jspecify.annotations.NullMarked;
