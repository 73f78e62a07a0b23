/**
 * Looks into HotSpot JVMs: shared counters, thread dumps, the flight recorder. Asks a JVM only when
 * every safety rule allows it, and leaves nothing behind. May import {@code sample}, {@code
 * account} and the rest of {@code probe}.
 */
@NullMarked
package dev.conctop.probe.jvm;

import org.jspecify.annotations.NullMarked;
