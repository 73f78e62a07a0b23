/** Asks a JVM, and only when every safety rule allows it. Imports sample. */
@NullMarked
package dev.conctop.probe.jvm.attach;

import org.jspecify.annotations.NullMarked;
