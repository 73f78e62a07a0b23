package dev.conctop.probe.procfs.process;

import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.sample.figure.Figure;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What processes' memory comes to, shared pages in proportion: {@code /proc/PID/smaps_rollup}. */
public final class SharedMemory {
  private static final Pattern PSS = Pattern.compile("(?m)^Pss:\\s+(\\d+) kB$");
  private static final int LONGEST = 4096;

  private final ProcFiles files;
  private final byte[] buffer = new byte[LONGEST];

  public SharedMemory(ProcFiles files) {
    this.files = files;
  }

  /** All of them together, bytes; n/a when one of those that live may not be read. */
  public Figure of(int[] pids) {
    long bytes = 0;
    int seen = 0;
    for (int pid : pids) {
      int length = files.read(pid + "/smaps_rollup", buffer);
      if (length == ProcFiles.GONE) {
        continue;
      }
      if (length < 0) {
        return Figure.na("the memory of process " + pid + " may not be read");
      }
      String text = new String(buffer, 0, length, StandardCharsets.US_ASCII);
      Matcher matcher = PSS.matcher(text);
      if (matcher.find()) {
        bytes += Long.parseLong(matcher.group(1)) * 1024;
        seen++;
      }
    }
    return seen == 0 ? Figure.na("no process was left to be read") : Figure.exact(bytes);
  }
}
