/**
 * Python stacks of a running CPython, read from outside: its memory is looked at, it is neither
 * stopped nor asked. Linux on x86-64. May import {@code sample} and {@code probe.procfs}.
 */
@NullMarked
package dev.conctop.probe.python;

import org.jspecify.annotations.NullMarked;
