package dev.conctop.probe.procfs.wait.fd;

import dev.conctop.probe.procfs.file.IntList;
import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.file.Texts;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Processes that are watched together: what one of them has yet to bring another is its own time,
 * which is counted. Knows who of them can write to a pipe or has a socket: looked up when that is
 * asked for, once a second at most and for half a percent of the time at most. Confined to one
 * thread.
 */
public final class Kin {
  private static final int COST = 200;

  /** Whose an end is that several have. */
  private static final int SEVERAL = -1;

  /** The last octal digit of a descriptor's flags: read only, write only, both. */
  private static final int ACCESS = 3;

  private static final byte[] FLAGS = Texts.key("flags:");

  private final ProcFiles files;
  private final LongSupplier clock;
  private final Supplier<int[]> pids;
  private final Map<Long, Integer> owners = new HashMap<>();
  private final byte[] text = new byte[512];
  private long nextNanos = Long.MIN_VALUE;

  /**
   * Those that a supplier names, each time that it is asked; one or none has no kin.
   *
   * @param clock monotonic, ns
   */
  public Kin(ProcFiles files, LongSupplier clock, Supplier<int[]> pids) {
    this.files = files;
    this.clock = clock;
    this.pids = pids;
  }

  /** Of a process that is watched alone. */
  public static Kin none(ProcFiles files) {
    int[] nobody = {};
    return new Kin(files, () -> 0, () -> nobody);
  }

  /** Whether there are any; a process's children are among them. */
  boolean any() {
    return pids.get().length > 1;
  }

  /**
   * Whether another of them can write to a pipe, or has a socket.
   *
   * @param besides the process that asks
   * @param inode the pipe's or the socket's
   */
  boolean hasEnd(int besides, long inode) {
    int[] all = pids.get();
    if (all.length <= 1 || inode == 0) {
      return false;
    }
    long now = clock.getAsLong();
    if (now >= nextNanos) {
      read(all);
      long then = clock.getAsLong();
      nextNanos = then + Math.max(Descriptors.KEEP_NANOS, (then - now) * COST);
    }
    int owner = owners.getOrDefault(inode, besides);
    return owner != besides;
  }

  private void read(int[] all) {
    owners.clear();
    for (int pid : all) {
      IntList open = new IntList();
      files.list(pid + "/fd", open);
      for (int i = 0; i < Math.min(open.size(), Descriptors.MOST_LOOKED_AT); i++) {
        String target = files.link(pid + "/fd/" + open.get(i));
        FdKind kind = FdKind.of(target);
        if (kind == FdKind.SOCKET || (kind == FdKind.PIPE && writes(pid, open.get(i)))) {
          owners.merge(
              Descriptors.inode(target), pid, (one, other) -> one == (int) other ? one : SEVERAL);
        }
      }
    }
  }

  private boolean writes(int pid, int descriptor) {
    int length = files.read(pid + "/fdinfo/" + descriptor, text);
    int at = length <= 0 ? -1 : Texts.afterKey(text, length, FLAGS);
    return at >= 0 && (text[Texts.skipWord(text, at, length) - 1] - '0' & ACCESS) != 0;
  }
}
