/** What the flight recorder tells. Imports dump, attach and sample. */
@NullMarked
package dev.conctop.probe.jvm.jfr;

import org.jspecify.annotations.NullMarked;
