/**
 * What a file descriptor is: files, sockets, pipes, sets of them, and who is at the other end.
 * Imports file.
 */
@NullMarked
package dev.conctop.probe.procfs.wait.fd;

import org.jspecify.annotations.NullMarked;
