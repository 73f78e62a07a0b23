package dev.conctop.probe.procfs.file;

/** The mount option of {@code /proc} that keeps other users' processes from us (proc(5)). */
public final class Hidepid {
  private static final String OPTION = "hidepid=";

  private Hidepid() {}

  /**
   * What is in force, as the kernel writes it ({@code invisible}, {@code 2}); empty when nothing is
   * hidden.
   *
   * @param mounts the text of {@code /proc/self/mounts}; of several mounts on one another the last
   *     one counts
   */
  public static String inForce(String mounts) {
    String option = "";
    for (String mount : mounts.split("\n")) {
      String[] words = mount.split(" ");
      if (words.length > 3 && words[1].equals("/proc")) {
        int at = words[3].indexOf(OPTION);
        option = at < 0 ? "" : words[3].substring(at + OPTION.length()).split(",", 2)[0];
      }
    }
    return option.equals("0") || option.equals("off") ? "" : option;
  }
}
