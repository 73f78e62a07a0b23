package dev.conctop.probe.procfs.file;

import java.util.Map;

/**
 * The files below one root, {@code /proc} or a fixture's. Nothing here throws for a file that is
 * not there: processes come and go at every instant.
 */
public interface ProcFiles {
  /** The process, thread or file does not exist (any more). */
  int GONE = -1;

  /** It exists and may not be read. */
  int DENIED = -2;

  /** It exists and could not be read now, for example for want of file descriptors. */
  int FAILED = -3;

  /**
   * A file to be read again and again. Opening never fails: reading says what is wrong.
   *
   * @param path below the root, no leading slash
   * @param important whether it may use the descriptors that are kept for important ones
   */
  KeptFile open(String path, boolean important);

  /**
   * Reads a file once, from its start.
   *
   * @return how many bytes were read (at most the buffer's length), or a negative code
   */
  int read(String path, byte[] into);

  /**
   * Reads from the middle of a file once, such as a process's memory.
   *
   * @return how many bytes were read (at most {@code length}), or a negative code
   */
  default int readAt(String path, long offset, byte[] into, int length) {
    return DENIED;
  }

  /**
   * Adds the entries of a directory whose names are numbers.
   *
   * @return how many were added, or a negative code
   */
  int list(String path, IntList into);

  /** Where a symbolic link points; empty when it cannot be read. */
  String link(String path);

  boolean exists(String path);

  /** Whether a path leads to what is neither file nor directory: a named pipe, say. */
  default boolean special(String path) {
    return false;
  }

  /**
   * The inodes of connected sockets of the Unix family, each with its peer's, of the network name
   * space that we are in; empty where that cannot be asked.
   */
  default Map<Long, Long> unixPeers() {
    return Map.of();
  }

  /** Whether some files are opened anew at every look, because descriptors are scarce. */
  boolean scarce();

  /** A file that is read again and again. */
  interface KeptFile extends AutoCloseable {
    /** As {@link ProcFiles#read}. */
    int read(byte[] into);

    @Override
    void close();
  }
}
