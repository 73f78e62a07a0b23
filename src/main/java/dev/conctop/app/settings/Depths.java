package dev.conctop.app.settings;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Nearest;
import dev.conctop.probe.jvm.JvmWatch;
import java.util.List;

/** Whether JVMs that are attached to may be asked, as written by a person. */
public final class Depths {
  private static final List<String> WORDS = List.of("auto", "off");

  private Depths() {}

  /** All words for it. */
  public static List<String> words() {
    return WORDS;
  }

  /**
   * Reads a word.
   *
   * @param name of the option or setting, for the message
   * @throws BadInput when it is neither auto nor off
   */
  public static boolean check(String name, String word) {
    return switch (word) {
      case "auto" -> true;
      case "off" -> false;
      default ->
          throw new BadInput(
              name + " is auto or off, not '" + word + "'" + Nearest.hint(word, WORDS));
    };
  }

  public static JvmWatch.Depth of(Settings settings) {
    return settings.deep() ? JvmWatch.Depth.AUTO : JvmWatch.Depth.OFF;
  }
}
