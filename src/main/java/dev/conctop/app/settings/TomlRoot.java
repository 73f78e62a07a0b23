package dev.conctop.app.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the values of a TOML text stand that belong to no table, so that one can be changed and all
 * else stays as it was written. For texts that a parser has found to be right.
 *
 * @param entries in the order of the text
 * @param header where the line of the first table begins; the text's end when there is none
 * @see <a href="https://toml.io/en/v1.0.0">TOML 1.0.0</a>
 */
record TomlRoot(List<Entry> entries, int header) {
  /**
   * One key with its value.
   *
   * @param key as it is meant: without quotes
   * @param begin of the value
   * @param end behind the value
   * @param next where the next line begins, or the text's end
   */
  record Entry(String key, int begin, int end, int next) {}

  static TomlRoot of(String text) {
    return new Scan(text).root();
  }

  Optional<Entry> entry(String key) {
    return entries.stream().filter(entry -> entry.key().equals(key)).findFirst();
  }

  /** Goes through a text once. */
  private static final class Scan {
    private final String text;
    private int at;

    Scan(String text) {
      this.text = text;
    }

    TomlRoot root() {
      List<Entry> entries = new ArrayList<>();
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == '#') {
          toLineEnd();
        } else if (c == '[') {
          return new TomlRoot(entries, text.lastIndexOf('\n', at) + 1);
        } else if (Character.isWhitespace(c)) {
          at++;
        } else {
          entries.add(entry());
        }
      }
      return new TomlRoot(entries, text.length());
    }

    private Entry entry() {
      String key = key();
      while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
        at++;
      }
      int begin = at;
      int end = value();
      toLineEnd();
      return new Entry(key, begin, end, Math.min(text.length(), at + 1));
    }

    /** Up to and over the equals sign. */
    private String key() {
      int begin = at;
      while (at < text.length() && text.charAt(at) != '=') {
        if (isQuote(text.charAt(at))) {
          string();
        } else {
          at++;
        }
      }
      String key = text.substring(begin, at).strip();
      at++;
      boolean quoted =
          key.length() > 1
              && isQuote(key.charAt(0))
              && key.indexOf(key.charAt(0), 1) == key.length() - 1;
      return quoted ? key.substring(1, key.length() - 1) : key;
    }

    /** Over a value; gives where it ends, blanks and comments behind it left out. */
    private int value() {
      int depth = 0;
      int end = at;
      while (at < text.length()) {
        char c = text.charAt(at);
        if (depth == 0 && (c == '\n' || c == '#')) {
          return end;
        }
        if (c == '#') {
          toLineEnd();
        } else if (isQuote(c)) {
          string();
          end = at;
        } else {
          depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
          at++;
          end = Character.isWhitespace(c) ? end : at;
        }
      }
      return end;
    }

    /** Over a text in quotes of one of the four kinds. */
    private void string() {
      char quote = text.charAt(at);
      boolean escapes = quote == '"';
      String three = String.valueOf(quote).repeat(3);
      boolean lines = text.startsWith(three, at);
      String close = lines ? three : String.valueOf(quote);
      at += close.length();
      while (at < text.length() && !text.startsWith(close, at)) {
        at += escapes && text.charAt(at) == '\\' ? 2 : 1;
      }
      at = Math.min(text.length(), at + close.length());
      // Two quotes more may stand before the closing three.
      for (int i = 0; lines && i < 2 && at < text.length() && text.charAt(at) == quote; i++) {
        at++;
      }
    }

    private static boolean isQuote(char c) {
      return c == '"' || c == '\'';
    }

    private void toLineEnd() {
      while (at < text.length() && text.charAt(at) != '\n') {
        at++;
      }
    }
  }
}
