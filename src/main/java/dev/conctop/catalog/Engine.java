package dev.conctop.catalog;

/**
 * A library that runs tasks and that is not CPython's own, or a tool that a subject is made with.
 *
 * @param name what it is called here
 * @param module what is imported; empty where nothing is
 * @param pip its distribution's name; empty where it is nothing of Python's
 * @param debian Debian's package; empty when it has none; of what has neither we know where it is
 * @param least the oldest version that has what is used: numbers with points between
 */
public record Engine(String name, String module, String pip, String debian, String least) {
  /**
   * An engine and what one interpreter has of it.
   *
   * @param version empty when it is not there, "?" when it does not say
   */
  public record Found(Engine engine, String version) {
    /** Whether it is there, and new enough. */
    public boolean fits() {
      return !version.isEmpty() && !older(version, engine.least());
    }

    /** What is wrong with it, on one line with the remedy; empty when nothing is. */
    public String problem() {
      if (fits()) {
        return "";
      }
      return version.isEmpty()
          ? engine.name() + " is not here: " + engine.remedy()
          : engine.name()
              + " "
              + version
              + " is too old, "
              + engine.least()
              + " or newer is needed: "
              + engine.remedy();
    }
  }

  /** How to get it. */
  public String remedy() {
    if (pip.isEmpty() && debian.isEmpty()) {
      return "conctop fetch-engine " + name + (name.equals("jython") ? ", or --jython PATH" : "");
    }
    if (pip.isEmpty()) {
      return "install " + debian + " (Debian)";
    }
    return debian.isEmpty()
        ? "install " + pip + " (pip; Debian has no package), or --python PATH"
        : "install " + debian + " (Debian) or " + pip + " (pip), or --python PATH";
  }

  /** By the numbers at the beginning; what has none is not known to be old. */
  static boolean older(String version, String least) {
    String[] have = version.split("[^0-9]+", -1);
    String[] want = least.split("\\.");
    for (int i = 0; i < want.length; i++) {
      int difference = number(have, i) - number(want, i);
      if (difference != 0) {
        return difference < 0 && !have[0].isEmpty();
      }
    }
    return false;
  }

  private static int number(String[] parts, int index) {
    try {
      return index < parts.length ? Integer.parseInt(parts[index]) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
