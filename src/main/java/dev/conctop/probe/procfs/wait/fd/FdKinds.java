package dev.conctop.probe.procfs.wait.fd;

import dev.conctop.probe.procfs.file.ProcFiles;

/**
 * What the descriptors of one process are. Of a program of somebody else's it also tells which end
 * of a connection is its own, and what it waits for when it waits for many descriptors at once.
 */
public final class FdKinds {
  private final Descriptors descriptors;
  private final WaitSets sets;
  private final ClientQueues clients;

  /** Of a process that is watched, with others maybe. */
  public FdKinds(ProcFiles files, int pid, Kin kin) {
    this(files, pid, Descriptors.KEEP_NANOS, kin);
  }

  /**
   * The descriptors of a process.
   *
   * @param keepDear how long, in ns, what takes a look at many descriptors is remembered
   */
  public FdKinds(ProcFiles files, int pid, long keepDear) {
    this(files, pid, keepDear, Kin.none(files));
  }

  private FdKinds(ProcFiles files, int pid, long keepDear, Kin kin) {
    descriptors = new Descriptors(files, pid, keepDear, kin);
    sets = new WaitSets(descriptors);
    clients = new ClientQueues(descriptors);
  }

  /**
   * The kind of a descriptor.
   *
   * @param ends whether sockets are to be told apart by whose end they are
   */
  public FdKind kind(long descriptor, long nanos, boolean ends) {
    return descriptors.kind(descriptor, nanos, ends);
  }

  /** As {@link WaitSets#set}. */
  public FdKind set(long descriptor, long nanos, boolean alone) {
    return sets.set(descriptor, nanos, alone);
  }

  /** As {@link WaitSets#polled}. */
  public FdKind polled(long address, long count, long nanos, boolean alone) {
    return sets.polled(address, count, nanos, alone);
  }

  /** As {@link WaitSets#selected}. */
  public FdKind selected(long count, long[] sets3, long nanos, boolean alone) {
    return sets.selected(count, sets3, nanos, alone);
  }

  /** As {@link WaitSets#ring}. */
  public FdKind ring(long descriptor, long nanos) {
    return sets.ring(descriptor, nanos);
  }

  /** What asynchronous requests work on: FILE, or EMPTY_RING where nothing is under way. */
  public FdKind asynchronous(long nanos) {
    return descriptors.disk.any(nanos) ? FdKind.FILE : FdKind.EMPTY_RING;
  }

  /** As {@link ClientQueues#queuedClients}. */
  public int queuedClients(long nanos) {
    return clients.queuedClients(nanos);
  }
}
