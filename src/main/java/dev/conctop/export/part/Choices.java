package dev.conctop.export.part;

import java.util.Optional;

/**
 * What was asked for besides the format.
 *
 * @param table which table, of formats that have several of which one is written
 */
public record Choices(Optional<String> table) {
  /** Nothing. */
  public static Choices none() {
    return new Choices(Optional.empty());
  }
}
