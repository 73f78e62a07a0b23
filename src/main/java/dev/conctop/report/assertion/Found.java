package dev.conctop.report.assertion;

import dev.conctop.sample.figure.Figure;
import java.util.List;

/** What was found of what is asserted, by the names of its vocabulary. */
public interface Found {
  /** A figure in its unit; n/a with its reason. */
  Figure figure(String name);

  /** What it is, or all that it is; empty when it is nothing. */
  List<String> words(String name);
}
