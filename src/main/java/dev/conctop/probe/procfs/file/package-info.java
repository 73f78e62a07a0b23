/**
 * Reads files of /proc, kept open or not, and numbers in their bytes without allocation. Imports
 * nothing of ours.
 */
@NullMarked
package dev.conctop.probe.procfs.file;

import org.jspecify.annotations.NullMarked;
