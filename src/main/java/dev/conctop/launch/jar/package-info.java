/**
 * Engines of the JVM that are not in the archive: what they are, where they are kept, and how they
 * are brought there. Imports catalog and the tools of {@code launch}.
 */
@NullMarked
package dev.conctop.launch.jar;

import org.jspecify.annotations.NullMarked;
