package dev.conctop.sample.thread;

import dev.conctop.sample.figure.Runtime;

/**
 * What is known of the processes watched, beside their threads; looked up once a second.
 *
 * @param runtime what executes the first of them
 * @param allowedCores cores that their affinity and cpuset let them use; 0 when unknown
 * @param halted "stopped" by a signal, "traced" by a tracer that holds it, else empty
 * @param queuedClients clients that wait in its accept queues, and connections that it serves with
 *     bytes that it has not read; -1 when unknown
 * @param callsReadable whether the kernel lets us see what its threads wait for
 */
public record SubjectTraits(
    Runtime runtime, int allowedCores, String halted, int queuedClients, boolean callsReadable) {
  /** Nothing is known. */
  public static SubjectTraits none() {
    return new SubjectTraits(Runtime.NATIVE, 0, "", -1, true);
  }
}
