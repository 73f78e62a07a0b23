package dev.conctop.app.tour;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In which line of a TOML file what stands, for messages: as far as it is written as people write
 * it.
 */
final class TomlLines {
  private static final Pattern HEADER =
      Pattern.compile("\\s*(\\[{1,2})\\s*([A-Za-z0-9_.-]+)\\s*]{1,2}.*");
  private static final Pattern ENTRY = Pattern.compile("\\s*[\"']?([A-Za-z0-9_.-]+)[\"']?\\s*=.*");
  private static final Pattern FENCE = Pattern.compile("\"\"\"|'''");

  private final Map<String, Integer> lines = new HashMap<>();

  TomlLines(String text) {
    List<String> all = text.lines().toList();
    Map<String, Integer> lists = new HashMap<>();
    String section = "";
    boolean inText = false;
    for (int i = 0; i < all.size(); i++) {
      String line = all.get(i);
      if (!inText) {
        Matcher header = HEADER.matcher(line);
        Matcher entry = ENTRY.matcher(line);
        if (header.matches()) {
          String name = header.group(2);
          section =
              header.group(1).length() == 2
                  ? name + "." + (lists.merge(name, 1, Integer::sum) - 1)
                  : name;
          lines.putIfAbsent(section, i + 1);
        } else if (entry.matches()) {
          String key = entry.group(1);
          lines.putIfAbsent(section.isEmpty() ? key : section + "." + key, i + 1);
        }
      }
      inText ^= FENCE.matcher(line).results().count() % 2 == 1;
    }
  }

  /** Where an entry begins, from 1; of one within a line where the next larger one does. */
  OptionalInt of(String path) {
    String at = path;
    while (!at.isEmpty()) {
      Integer line = lines.get(at);
      if (line != null) {
        return OptionalInt.of(line);
      }
      at = at.substring(0, Math.max(0, at.lastIndexOf('.')));
    }
    return OptionalInt.empty();
  }
}
