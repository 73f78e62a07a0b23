/** What a JVM says of itself. Imports figure. */
@NullMarked
package dev.conctop.sample.jvm;

import org.jspecify.annotations.NullMarked;
