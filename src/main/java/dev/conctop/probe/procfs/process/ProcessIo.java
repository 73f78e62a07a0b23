package dev.conctop.probe.procfs.process;

import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.file.Texts;
import dev.conctop.probe.procfs.file.Ticks;
import dev.conctop.probe.procfs.thread.Looking;
import dev.conctop.sample.figure.Figure;

/**
 * What one process reads and writes, from {@code /proc/PID/io} (proc_pid_io(5)). Who may not trace
 * a process may not read it; that is not asked again for half a minute.
 */
final class ProcessIo {
  private static final int ASK_AGAIN_LOOKS = 30;
  private static final byte[] READ = Texts.key("read_bytes:");
  private static final byte[] WRITTEN = Texts.key("write_bytes:");
  private static final Figure NOTHING = Figure.exact(0);
  private static final Figure FIRST = Figure.na("seen once only");
  private static final Figure DENIED = Figure.na("no permission to read its io");
  private static final Figure MISSING = Figure.na("the kernel does not count it");

  private final ProcFiles.KeptFile file;
  private long readBytes = -1;
  private long writtenBytes = -1;
  private long atNanos;
  private int refusedLooks;

  Figure read = FIRST;
  Figure written = FIRST;

  ProcessIo(ProcFiles files, int pid) {
    file = files.open(pid + "/io", false);
  }

  /**
   * Reads the counters.
   *
   * @param ran whether it may have run since the look before: who rests neither reads nor writes
   */
  void look(Looking looking, boolean ran) {
    if (refusedLooks > 0) {
      refusedLooks--;
      return;
    }
    long interval = looking.nanos - atNanos;
    if (!ran && readBytes >= 0) {
      read = NOTHING;
      written = NOTHING;
      atNanos = looking.nanos;
      return;
    }
    int length = file.read(looking.buffer);
    if (length <= 0) {
      refusedLooks = ASK_AGAIN_LOOKS;
      readBytes = -1;
      read = length == ProcFiles.DENIED ? DENIED : MISSING;
      written = read;
      return;
    }
    long readNow = Texts.valueOf(looking.buffer, length, READ);
    long writtenNow = Texts.valueOf(looking.buffer, length, WRITTEN);
    if (readBytes >= 0 && interval > 0) {
      read = rate(readNow - readBytes, interval);
      written = rate(writtenNow - writtenBytes, interval);
    } else {
      read = FIRST;
      written = FIRST;
    }
    readBytes = readNow;
    writtenBytes = writtenNow;
    atNanos = looking.nanos;
  }

  private static Figure rate(long bytes, long interval) {
    return bytes <= 0 ? NOTHING : Figure.exact((double) bytes * Ticks.SECOND_NANOS / interval);
  }

  void close() {
    file.close();
  }
}
