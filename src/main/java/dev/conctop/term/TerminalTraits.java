package dev.conctop.term;

import dev.conctop.term.paint.ColorDepth;
import java.util.Locale;
import java.util.Map;

/**
 * What the environment says about the terminal. A pure function of the variables.
 *
 * @param usable whether a full screen makes sense (a TERM that can address the cursor)
 * @param utf8 whether the locale's character set is UTF-8; if not, only ASCII is drawn
 * @param depth how many colours
 */
public record TerminalTraits(boolean usable, boolean utf8, ColorDepth depth) {
  /** Reads TERM, COLORTERM, NO_COLOR, LC_ALL, LC_CTYPE and LANG. */
  public static TerminalTraits from(Map<String, String> env) {
    String term = env.getOrDefault("TERM", "").toLowerCase(Locale.ROOT);
    return new TerminalTraits(usable(term), utf8(env), depth(env, term));
  }

  private static boolean usable(String term) {
    return switch (term) {
      case "", "dumb", "unknown", "emacs", "network", "dialup" -> false;
      default -> true;
    };
  }

  /** The first of the three that is set and not empty decides (POSIX); none: the C locale. */
  private static boolean utf8(Map<String, String> env) {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = env.getOrDefault(name, "");
      if (!value.isEmpty()) {
        String lower = value.toLowerCase(Locale.ROOT);
        return lower.contains("utf-8") || lower.contains("utf8");
      }
    }
    return false;
  }

  private static ColorDepth depth(Map<String, String> env, String term) {
    if (!env.getOrDefault("NO_COLOR", "").isEmpty() || monochrome(term)) {
      return ColorDepth.NONE;
    }
    String colorTerm = env.getOrDefault("COLORTERM", "").toLowerCase(Locale.ROOT);
    boolean told = colorTerm.equals("truecolor") || colorTerm.equals("24bit");
    // GNU screen inherits COLORTERM from the terminal around it and does not know 24 bits.
    if ((told && !term.startsWith("screen")) || term.contains("direct")) {
      return ColorDepth.TRUE;
    }
    return term.contains("256color") ? ColorDepth.INDEXED : ColorDepth.ANSI;
  }

  private static boolean monochrome(String term) {
    return term.startsWith("vt") || term.endsWith("-m") || term.contains("mono");
  }
}
