/**
 * What a request says in words: parameters, quantities, what was meant instead. Imports the JDK.
 */
@NullMarked
package dev.conctop.catalog.parameter;

import org.jspecify.annotations.NullMarked;
