package dev.conctop.export;

import java.util.List;
import java.util.Optional;

/** All formats that a recording can be written in: one row each. */
public final class ExportFormats {
  private static final List<ExportFormat> ALL = List.of();

  private ExportFormats() {}

  public static List<ExportFormat> all() {
    return ALL;
  }

  public static List<String> names() {
    return ALL.stream().map(ExportFormat::name).toList();
  }

  public static Optional<ExportFormat> named(String name) {
    return ALL.stream().filter(format -> format.name().equals(name)).findFirst();
  }
}
