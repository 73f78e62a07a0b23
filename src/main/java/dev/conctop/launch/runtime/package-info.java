/**
 * What subjects run on: interpreters and compilers that were found, sources that are brought along.
 */
@NullMarked
package dev.conctop.launch.runtime;

import org.jspecify.annotations.NullMarked;
