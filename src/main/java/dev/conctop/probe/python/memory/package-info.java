/**
 * Another process's memory: what is mapped where, how it is read, why it may not be. Imports
 * probe.procfs.
 */
@NullMarked
package dev.conctop.probe.python.memory;

import org.jspecify.annotations.NullMarked;
