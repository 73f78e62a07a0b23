/** Effects and wiring of the observer. Imports all of the observer's packages. */
@NullMarked
package dev.conctop.app;

import org.jspecify.annotations.NullMarked;
