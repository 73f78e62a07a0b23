package dev.conctop.probe.python.memory;

import dev.conctop.probe.procfs.file.ProcFiles;
import dev.conctop.probe.procfs.file.Texts;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Why a process's memory may not be read (ptrace(2), "access mode checking"), and what helps. */
public final class Refusal {
  private static final String WHAT = "its memory may not be read: ";
  private static final byte[] MEMORY = Texts.key("VmSize:");
  private static final byte[] UID = Texts.key("Uid:");
  private static final byte[] EFFECTIVE = Texts.key("CapEff:");
  private static final int SYS_PTRACE = 19;

  private Refusal() {}

  /**
   * The reason with its remedy, in one line.
   *
   * @param files below {@code /proc}
   */
  public static String of(ProcFiles files, int pid) {
    byte[] text = new byte[16 * 1024];
    int length = files.read("self/status", text);
    long ours = Texts.valueOf(text, Math.max(0, length), UID);
    boolean mayTrace = mayTrace(text, length);
    length = files.read(pid + "/status", text);
    if (!hasMemory(text, length)) {
      return NotReadException.NO_MEMORY;
    }
    long theirs = Texts.valueOf(text, Math.max(0, length), UID);
    String scope = scope(files);
    if (scope.equals("3")) {
      return WHAT + "kernel.yama.ptrace_scope is 3; start the machine with less";
    }
    if (mayTrace) {
      return WHAT + "the kernel's security rules (LSM, lockdown, user name space) forbid it";
    }
    if (ours == 0) {
      return WHAT + "root without CAP_SYS_PTRACE; run with it (--cap-add=SYS_PTRACE)";
    }
    if (theirs >= 0 && theirs != ours) {
      return WHAT + "it belongs to another user; run as that user, or as root";
    }
    return switch (scope) {
      case "1" -> WHAT + "kernel.yama.ptrace_scope is 1; sysctl it to 0, or run as root";
      case "2" -> WHAT + "kernel.yama.ptrace_scope is 2; run as root";
      default -> WHAT + "it is protected (set-user-id, or not dumpable); run as root";
    };
  }

  /**
   * Why it could not be opened for another reason than rights.
   *
   * @param error in the system's words
   */
  public static String of(ProcFiles files, int pid, @Nullable String error) {
    byte[] text = new byte[16 * 1024];
    int length = files.read(pid + "/status", text);
    if (length < 0) {
      return NotReadException.ENDED;
    }
    return hasMemory(text, length)
        ? "its memory could not be opened: " + error
        : NotReadException.NO_MEMORY;
  }

  /**
   * What has ended and was not yet waited for has none left, and the kernel's threads have none.
   */
  private static boolean hasMemory(byte[] status, int length) {
    return length > 0 && Texts.afterKey(status, length, MEMORY) >= 0;
  }

  /** Whether we have CAP_SYS_PTRACE, which is asked for beyond a process of our own user. */
  private static boolean mayTrace(byte[] status, int length) {
    int at = length <= 0 ? -1 : Texts.afterKey(status, length, EFFECTIVE);
    return at >= 0 && (Texts.hex(status, at, length) >>> SYS_PTRACE & 1) == 1;
  }

  private static String scope(ProcFiles files) {
    byte[] text = new byte[16];
    int length = files.read("sys/kernel/yama/ptrace_scope", text);
    return length <= 0 ? "" : new String(text, 0, length, StandardCharsets.US_ASCII).strip();
  }
}
