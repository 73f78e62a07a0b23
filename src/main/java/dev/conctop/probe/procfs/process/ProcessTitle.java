package dev.conctop.probe.procfs.process;

import dev.conctop.probe.procfs.file.Texts;
import dev.conctop.probe.procfs.thread.Looking;
import dev.conctop.sample.figure.CleanText;
import dev.conctop.sample.thread.ProcessNames;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * User and command line of one process. Read when it is born and at the look after, for what was
 * forked becomes another program and another user soon; when the kernel's name of it changes; and
 * once a minute.
 */
final class ProcessTitle {
  private static final int BRIEF_LENGTH = 80;
  private static final int COMMAND_LENGTH = 400;

  /** Bytes of a command line that are looked at. */
  private static final int MOST_BYTES = 4096;

  private static final int EVERY_LOOKS = 60;
  private static final byte[] UID = Texts.key("Uid:");

  private final int pid;
  private int looks;
  private byte[] raw = new byte[0];
  private String name = "";
  private ProcessNames names = new ProcessNames(0, "", "", "");

  ProcessTitle(int pid) {
    this.pid = pid;
  }

  ProcessNames names() {
    return names;
  }

  /**
   * Reads what is due.
   *
   * @param newName what the kernel calls it, cleaned
   * @param important whether a verdict may name it: then the command line is read at every look
   */
  void look(Looking looking, Users users, String newName, int ppid, boolean important) {
    boolean renamed = !newName.equals(name);
    name = newName;
    boolean due = looks < 2 || renamed || (looks + pid) % EVERY_LOOKS == 0;
    String user = due ? user(looking, users) : names.user();
    if (due || important) {
      read(looking, renamed || looks == 0);
    }
    looks++;
    if (ppid != names.ppid() || !user.equals(names.user())) {
      names = new ProcessNames(ppid, user, names.brief(), names.command());
    }
  }

  private String user(Looking looking, Users users) {
    int length = looking.files.read(pid + "/status", looking.buffer);
    if (length <= 0) {
      return names.user();
    }
    // -1 where the file has no such line.
    return users.name((int) Texts.valueOf(looking.buffer, length, UID));
  }

  private void read(Looking looking, boolean anew) {
    int length = looking.files.read(pid + "/cmdline", looking.buffer);
    int end = Math.clamp(length, 0, MOST_BYTES);
    while (end > 0 && looking.buffer[end - 1] <= ' ' && looking.buffer[end - 1] >= 0) {
      end--;
    }
    if (!anew && Arrays.equals(looking.buffer, 0, end, raw, 0, raw.length)) {
      return;
    }
    raw = Arrays.copyOf(looking.buffer, end);
    String text = new String(raw, StandardCharsets.UTF_8);
    List<String> words = text.isEmpty() ? List.of() : List.of(text.split("\0"));
    String brief = CleanText.clean(BriefCommand.of(words, name), BRIEF_LENGTH);
    String command = CleanText.clean(text.replace('\0', ' '), COMMAND_LENGTH);
    names = new ProcessNames(names.ppid(), names.user(), brief, command);
  }
}
