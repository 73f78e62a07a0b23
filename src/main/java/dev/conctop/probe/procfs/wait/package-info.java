/**
 * What a thread waits for: the rules by system call, futex, descriptor and kernel function. Here a
 * wait gets its cause. Imports file and sample.
 */
@NullMarked
package dev.conctop.probe.procfs.wait;

import org.jspecify.annotations.NullMarked;
