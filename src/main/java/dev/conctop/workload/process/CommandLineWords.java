package dev.conctop.workload.process;

import dev.conctop.catalog.parameter.BadInput;
import java.util.ArrayList;
import java.util.List;

/** Splits a line into words by the quoting rules of a POSIX shell; nothing is expanded. */
final class CommandLineWords {
  private final String line;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private CommandLineWords(String line) {
    this.line = line;
  }

  /**
   * The words of a line.
   *
   * @throws BadInput when a quote does not end
   */
  static List<String> split(String line) {
    CommandLineWords splitter = new CommandLineWords(line);
    splitter.read();
    return List.copyOf(splitter.words);
  }

  private void read() {
    while (at < line.length()) {
      char c = line.charAt(at++);
      switch (c) {
        case ' ', '\t', '\n', '\r' -> end();
        case '\'' -> quoted(c, "");
        case '"' -> quoted(c, "\"\\$`");
        case '\\' -> escaped();
        default -> add(c);
      }
    }
    end();
  }

  private void add(char c) {
    inWord = true;
    word.append(c);
  }

  private void end() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }

  private void escaped() {
    if (at == line.length()) {
      throw new BadInput("command=" + line + " ends with a backslash");
    }
    add(line.charAt(at++));
  }

  /**
   * @param escapes what a backslash takes its meaning from
   */
  private void quoted(char quote, String escapes) {
    inWord = true;
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c == quote) {
        return;
      }
      if (c == '\\' && at < line.length() && escapes.indexOf(line.charAt(at)) >= 0) {
        c = line.charAt(at++);
      }
      add(c);
    }
    throw new BadInput("command=" + line + " has a " + quote + " that does not end");
  }
}
