package dev.conctop.app.settings;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.fuzz.Target;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The user's settings, a file of TOML. */
public final class SettingsTarget implements Target {
  private static final int LONGEST_WORDS = 40;

  @Override
  public String name() {
    return "settings";
  }

  @Override
  public String toString() {
    return name();
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(
        text("interval = \"100ms\"\ntheme = \"dark\"\nascii = false\nmouse = true\n"),
        text("ring = \"8MiB\"\ncauses = 20\ncost-budget = \"2%\"\ndeep = \"auto\"\n"),
        text("[keys]\nquit = [\"q\", \"F10\"]\npause = \"Space\"\nkeys.help = [\"?\"]\n"),
        text(
            "columns = [\"pid\", \"user\", \"command\"]\n[hosts]\nweb = [\"web1\", \"ann@web2\"]\n"));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String read(byte[] input) {
    try {
      String text = new String(input, StandardCharsets.UTF_8);
      return SettingsFile.parse("settings.toml", text, Settings.defaults()).toString();
    } catch (BadInput e) {
      String words = String.valueOf(e.getMessage()).replaceAll("[0-9]+|'[^']*'", "#");
      if (words.lines().count() != 1) {
        throw new AssertionError("more than a line: " + words);
      }
      return words.substring(0, Math.min(LONGEST_WORDS, words.length()));
    }
  }
}
