/**
 * What the observer does about its own memory: garbage is collected before it fills the heap.
 * Imports the JDK.
 */
@NullMarked
package dev.conctop.app.memory;

import org.jspecify.annotations.NullMarked;
