/** What is to be done outside of the state. Imports sample and catalog. */
@NullMarked
package dev.conctop.state.effect;

import org.jspecify.annotations.NullMarked;
