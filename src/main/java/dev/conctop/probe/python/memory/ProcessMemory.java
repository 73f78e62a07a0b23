package dev.conctop.probe.python.memory;

import dev.conctop.probe.procfs.file.ProcFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * {@code /proc/PID/mem} (proc_pid_mem(5)), opened once for all readings: so they are of one process
 * and of one program, even if it ends, its number is given away, or it starts another program. Then
 * there is nothing left to be read, which the kernel tells by an end of file.
 */
public final class ProcessMemory implements Memory, AutoCloseable {
  private final FileChannel channel;

  private ProcessMemory(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens the memory of a process.
   *
   * @param root the directory of {@code files}
   * @throws NotReadException if there is no such process, or it may not be read
   */
  public static ProcessMemory open(Path root, ProcFiles files, int pid) throws NotReadException {
    try {
      Path path = root.resolve(pid + "/mem");
      return new ProcessMemory(FileChannel.open(path, StandardOpenOption.READ));
    } catch (AccessDeniedException e) {
      throw new NotReadException(Refusal.of(files, pid));
    } catch (ClosedByInterruptException e) {
      throw interrupted(e);
    } catch (FileSystemException e) {
      throw new NotReadException(Refusal.of(files, pid, e.getReason()));
    } catch (IOException e) {
      throw new NotReadException(Refusal.of(files, pid, e.getMessage()));
    }
  }

  @Override
  public void fill(long address, ByteBuffer into) throws TornException, NotReadException {
    try {
      long at = address;
      while (into.hasRemaining()) {
        int got = channel.read(into, at);
        if (got <= 0) {
          throw new NotReadException(NotReadException.ENDED);
        }
        at += got;
      }
    } catch (ClosedByInterruptException e) {
      throw interrupted(e);
    } catch (IOException e) {
      throw new TornException(TornException.MOVED);
    }
  }

  /** The thread that reads was told to stop; it stays told. */
  private static NotReadException interrupted(ClosedByInterruptException cause) {
    NotReadException thrown = new NotReadException("reading it was interrupted");
    thrown.initCause(cause);
    return thrown;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing was written: there is nothing to be lost.
    }
  }
}
