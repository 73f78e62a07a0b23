package dev.conctop.report.assertion;

import dev.conctop.diagnosis.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What can be asserted of something.
 *
 * @param like assertions as they may be written, for who wrote another one
 * @param figures by name, in the order in which they are told
 * @param words names of what is no figure → what it can be; none: anything
 */
public record Vocabulary(String like, Map<String, Unit> figures, Map<String, List<String>> words) {
  public Vocabulary {
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
  }

  /** The classes of a verdict. */
  public static List<String> verdicts() {
    return Arrays.stream(Verdict.Kind.values()).map(Verdict.Kind::word).toList();
  }

  /** The findings. */
  public static List<String> findings() {
    return Arrays.stream(Verdict.Finding.Name.values()).map(Verdict.Finding.Name::word).toList();
  }

  List<String> names() {
    List<String> names = new ArrayList<>(figures.keySet());
    names.addAll(words.keySet());
    return names;
  }
}
