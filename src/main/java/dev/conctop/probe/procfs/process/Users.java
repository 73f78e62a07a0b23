package dev.conctop.probe.procfs.process;

import dev.conctop.sample.figure.CleanText;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Names of users by their numbers, from {@code /etc/passwd} (passwd(5)), read once. A number
 * without a name there is shown itself: other directories are not asked.
 */
final class Users {
  private static final int LENGTH = 32;

  private final Supplier<String> passwd;
  private @Nullable Map<Integer, String> names;

  /**
   * @param passwd the file's text, empty when it cannot be read; asked for when first needed
   */
  Users(Supplier<String> passwd) {
    this.passwd = passwd;
  }

  /** The name of a user; empty for a negative number. */
  String name(int uid) {
    if (uid < 0) {
      return "";
    }
    Map<Integer, String> known = names;
    if (known == null) {
      known = parse(passwd.get());
      names = known;
    }
    return known.computeIfAbsent(uid, number -> Integer.toString(number));
  }

  private static Map<Integer, String> parse(String text) {
    Map<Integer, String> names = new HashMap<>();
    for (String line : text.split("\n")) {
      String[] fields = line.split(":", 4);
      if (fields.length == 4 && !fields[0].isEmpty() && fields[2].matches("[0-9]{1,9}")) {
        // The first of several names is the one that counts, as for getpwuid(3).
        names.putIfAbsent(Integer.parseInt(fields[2]), CleanText.clean(fields[0], LENGTH));
      }
    }
    return names;
  }
}
