package dev.conctop.probe.procfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Texts of a real {@code /proc} (Linux 6.18, two cores) at two looks a second apart. Its processes
 * were made for this: one asleep called {@code a) R 1 (}, one spinning called {@code x) Z 0 0 (},
 * one reading a pipe with a line break and an escape sequence in its name, one accepting with a
 * blank for a name, one called {@code )}, one of four threads, and one that is a zombie.
 */
final class Captured {
  static final long BETWEEN_NANOS = 1_050_000_000L;

  private final List<Map<String, String>> looks = new ArrayList<>();

  Captured() throws IOException {
    Path file = Path.of("src/test/resources/proc/captured.txt");
    StringBuilder text = new StringBuilder();
    String path = "";
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      if (line.startsWith("|")) {
        text.append(line.substring(1).replace("\\e", "\033").replace("\\\\", "\\")).append('\n');
        continue;
      }
      keep(path, text);
      text.setLength(0);
      path = line.substring(line.lastIndexOf("== ") + 3);
      if (line.startsWith("====")) {
        looks.add(new TreeMap<>());
        path = "";
      }
    }
    keep(path, text);
  }

  private void keep(String path, CharSequence text) {
    if (!path.isEmpty()) {
      looks.getLast().put(path, text.toString());
    }
  }

  /** Puts the texts of a look, 0 or 1, in the place of all there are; some may be left out. */
  void show(MapFiles files, int look, Predicate<String> there) {
    files.texts.clear();
    looks
        .get(look)
        .forEach(
            (path, text) -> {
              if (there.test(path)) {
                files.put(path, text);
              }
            });
  }

  /** The numbers of its processes, the zombie included. */
  List<Integer> pids() {
    return looks.getFirst().keySet().stream()
        .filter(path -> path.matches("[0-9]+/stat"))
        .map(path -> Integer.valueOf(path.substring(0, path.indexOf('/'))))
        .toList();
  }
}
