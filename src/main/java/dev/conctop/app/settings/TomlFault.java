package dev.conctop.app.settings;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/**
 * What is wrong with a text that is no TOML, for people who do not know TOML: what the library says
 * is about its own tokens.
 *
 * @param line the first line is 1; 0 when it is not known
 * @param why in words
 */
public record TomlFault(int line, String why) {
  private static final Pattern ENTRY = Pattern.compile("\\s*([\\w.-]+)\\s*=\\s*(.*?)\\s*");

  private static final Pattern WORD = Pattern.compile("[^\"'\\[{#][^#\"]*");
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9_.]+|true|false|inf|nan");

  /** Of what the library threw. */
  public static TomlFault of(JacksonException fault, String text) {
    TokenStreamLocation at = fault.getLocation();
    int line = at == null ? 0 : at.getLineNr();
    String said = String.valueOf(fault.getOriginalMessage()).lines().findFirst().orElse("bad TOML");
    if (said.startsWith("Duplicate key")) {
      return new TomlFault(0, "a name is there twice");
    }
    List<String> lines = text.lines().toList();
    return line < 1 || line > lines.size()
        ? new TomlFault(line, said)
        : new TomlFault(line, why(lines.get(line - 1), said));
  }

  private static String why(String line, String said) {
    Matcher entry = ENTRY.matcher(line);
    if (!entry.matches()) {
      boolean bare = line.strip().matches("[\\w.-]+");
      return bare ? "'" + line.strip() + "' has no value: NAME = VALUE" : said;
    }
    String value = entry.group(2);
    if (value.isEmpty()) {
      return entry.group(1) + " has no value";
    }
    char first = value.charAt(0);
    if ((first == '"' || first == '\'') && value.indexOf(first, 1) < 0) {
      return "the quote of " + entry.group(1) + " is not closed";
    }
    Matcher word = WORD.matcher(value);
    if (word.lookingAt() && !NUMBER.matcher(word.group().strip()).matches()) {
      return String.format(
          Locale.ROOT, "text needs quotes: %s = \"%s\"", entry.group(1), word.group().strip());
    }
    return said;
  }

  /** Where it is, behind a file's name; empty when that is not known. */
  public String place() {
    return line > 0 ? " line " + line : "";
  }
}
