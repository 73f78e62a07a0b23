/**
 * What the machine has for subjects that are built on it, and where they are kept. Imports catalog
 * and sample.
 */
@NullMarked
package dev.conctop.launch.tool;

import org.jspecify.annotations.NullMarked;
