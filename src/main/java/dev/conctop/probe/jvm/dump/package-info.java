/**
 * What thread dumps tell: names, waits, locks, pools, virtual threads. Imports attach and sample.
 */
@NullMarked
package dev.conctop.probe.jvm.dump;

import org.jspecify.annotations.NullMarked;
